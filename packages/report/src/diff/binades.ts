import { kernelOf } from '@rectify/backend';
import type { DType } from '@rectify/float';
import type { Binade, Change, InputRange, Profile, RangeErrors, Trend } from '@rectify/record';
import { decimalOf, isNegative } from '../words/decimals.ts';
import type { Comparability } from './noise.ts';
import { joined, noteworthy, trendOfUlp } from './noise.ts';

/** Fewer inputs of a binade say nothing about its 99th percentile. */
const fewestSampled = 100;

/** A range of inputs whose errors moved alike. */
interface Movement {
  readonly trend: Trend;
  readonly range: InputRange;
  readonly old: RangeErrors;
  readonly new: RangeErrors;
  /** Place of its last binade on the number line. */
  readonly place: number;
}

const errorsOf = ({ p99Ulp, maxUlp }: Binade): RangeErrors => ({ p99Ulp, maxUlp });

const greatest = (a: RangeErrors, b: RangeErrors): RangeErrors => ({
  p99Ulp: Math.max(a.p99Ulp, b.p99Ulp),
  maxUlp: Math.max(a.maxUlp, b.maxUlp),
});

/** How many doublings lie between two errors; what is beyond all use counts as one. */
function doublings(old: number, now: number): number {
  const [from, to] = [old, now].map((one) => Math.log2(Math.min(noteworthy(one), 2 ** 40)));
  return (to ?? 0) - (from ?? 0);
}

/** Movements are alike if they differ by a factor of four at most. */
const alike = 2;

function isAlike(a: Movement, b: Movement): boolean {
  const differ = (key: keyof RangeErrors): number =>
    Math.abs(doublings(a.old[key], a.new[key]) - doublings(b.old[key], b.new[key]));
  return (
    a.trend === b.trend &&
    a.place + 1 === b.place &&
    differ('p99Ulp') <= alike &&
    differ('maxUlp') <= alike
  );
}

/** Binades in the order of the number line; their `low` and `high` are by magnitude. */
function onLine(dtype: DType, binades: readonly Binade[]): readonly (Binade & InputRange)[] {
  const valueOf = (bits: string): number => Number(decimalOf(dtype, bits));
  return binades
    .map((one) => {
      const { low, high } = one;
      const [first, last] = isNegative(low) ? [high, low] : [low, high];
      return { ...one, first, last };
    })
    .toSorted((a, b) => valueOf(a.first) - valueOf(b.first));
}

function trendOf(how: Comparability, old: Binade, now: Binade): Trend | undefined {
  const samples = how === 'exact' && old.tested === now.tested ? 'exact' : 'sampled';
  if (samples === 'sampled' && Math.min(old.tested, now.tested) < fewestSampled) return undefined;
  return joined([
    trendOfUlp(samples, old.p99Ulp, now.p99Ulp),
    // The greatest of a sample is what chance made it.
    ...(samples === 'exact' ? [trendOfUlp(samples, old.maxUlp, now.maxUlp)] : []),
  ]);
}

/** Where the error profile of a kernel moved, and by how much: adjacent binades that moved alike are one range. */
export function accuracyChanges(how: Comparability, old: Profile, now: Profile): readonly Change[] {
  if (how === 'not') return [];
  const before = new Map(old.binades.map((one) => [one.low, one]));
  const movements: Movement[] = [];
  for (const [place, binade] of onLine(now.dtype, now.binades).entries()) {
    const was = before.get(binade.low);
    const trend = was && trendOf(how, was, binade);
    if (was === undefined || trend === undefined) continue;
    const { first, last } = binade;
    const one: Movement = {
      trend,
      range: { first, last },
      old: errorsOf(was),
      new: errorsOf(binade),
      place,
    };
    const run = movements.at(-1);
    if (run === undefined || !isAlike(run, one)) movements.push(one);
    else
      movements.splice(-1, 1, {
        trend,
        range: { first: run.range.first, last },
        old: greatest(run.old, one.old),
        new: greatest(run.new, one.new),
        place,
      });
  }
  return movements.map(({ trend, range, old: from, new: to }) => ({
    kind: 'accuracy',
    trend,
    ...kernelOf(now),
    range,
    old: from,
    new: to,
  }));
}
