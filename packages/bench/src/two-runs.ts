import { quantile } from 'simple-statistics';
import type {
  Demands,
  Estimate,
  RoundSeries,
  Series,
  Shift,
  SpeedChange,
  SpeedVerdict,
  TimedCell,
  Yardstick,
} from '@rectify/record';
import { estimate, excludes, isSuspect } from './effect.ts';
import { cellKey, counted, timedCell } from './measurement.ts';
import { medianOfMedians } from './statistics.ts';

/**
 * What is asked of a difference between two separate runs, which nothing can confirm: more than of one that was seen within
 * one run. With five processes a side, every one of them must be slower than each of the others'.
 */
export const separateDemands: Demands = { change: 0.1, significance: 0.01, excluded: 0.1 };

/** Of the interval: either end is beyond the truth in 5 of 100, so that a change of the size of its end is excluded at 5 %. */
const intervalSignificance = 0.1;

/** All cells of two runs. */
export interface TwoRuns {
  readonly cells: readonly SpeedChange[];
  readonly vanished: readonly TimedCell[];
  readonly appeared: readonly TimedCell[];
}

const placeOf = (one: TimedCell, backend: string = one.backend): string =>
  `${backend} ${cellKey(one)} ${one.mode}`;

/** Logarithms of the time of each process, by round. */
const logsOf = ({ rounds }: Series, of: (round: RoundSeries) => number): Map<number, number> =>
  new Map(rounds.map((round) => [round.round, Math.log(of(round))]));

const middle = (round: RoundSeries): number => quantile([...counted(round)], 0.25);

/** Logarithms of a side's times as multiples of a yardstick; only rounds that have both. */
function multiples(
  series: Series,
  yardstick: Yardstick,
  all: ReadonlyMap<string, Series>,
): readonly number[] {
  switch (yardstick.kind) {
    case 'clock':
      return [...logsOf(series, middle).values()];
    case 'copy':
      return [...logsOf(series, (round) => middle(round) / round.copyNs).values()];
    case 'backend': {
      const other = all.get(placeOf(series, yardstick.backend));
      const own = other === undefined ? new Map<number, number>() : logsOf(other, middle);
      return [...logsOf(series, middle)].flatMap(([round, log]) => {
        const against = own.get(round);
        return against === undefined ? [] : [log - against];
      });
    }
    default:
      return yardstick satisfies never;
  }
}

/**
 * In what part of the orders of n and m values each number of pairs has the one of the m above that of the n: the
 * distribution of the statistic of Mann and Whitney under equal speeds.
 */
function pairWays(n: number, m: number): readonly number[] {
  // From i values of one side and j of the other, the greatest is of the first side in i of i + j orders.
  let row: readonly (readonly number[])[] = Array.from({ length: m + 1 }, () => [1]);
  for (let i = 1; i <= n; i++) {
    const next: (readonly number[])[] = [[1]];
    for (let j = 1; j <= m; j++) {
      const [above = [], left = []] = [row[j], next[j - 1]];
      next.push(
        Array.from(
          { length: i * j + 1 },
          (_, k) => (i * (above[k] ?? 0) + j * (left[k - i] ?? 0)) / (i + j),
        ),
      );
    }
    row = next;
  }
  return row[m] ?? [];
}

/** Hodges–Lehmann's shift with the rank-sum test and interval of Wilcoxon, Mann and Whitney. */
export function shiftOf(old: readonly number[], now: readonly number[]): Estimate {
  const differences = now.flatMap((after) => old.map((before) => after - before));
  return estimate(differences, pairWays(old.length, now.length), intervalSignificance);
}

/** Whether so many processes on each side can show anything at all. */
export function canShow(old: number, now: number, { significance }: Demands): boolean {
  return 2 * (pairWays(old, now)[0] ?? 1) <= significance;
}

/**
 * Slower or faster where every yardstick says so, so that neither a slow machine nor a fast copy looks like a change; the
 * same where any of them excludes one.
 */
export function verdictOfShifts(shifts: readonly Estimate[], demands: Demands): SpeedVerdict {
  const all = (sign: number): boolean =>
    shifts.every((one) => isSuspect(one, demands) && Math.sign(Math.log(one.ratio)) === sign);
  if (all(1)) return 'slower';
  if (all(-1)) return 'faster';
  return shifts.some((one) => excludes(one, demands)) ? 'same' : 'unclear';
}

/** Whether every yardstick shows a change of the demanded size, however unsure: no proof, and nothing to build on either. */
export function looksSlower(shifts: readonly Estimate[], { change }: Demands): boolean {
  return shifts.every(({ ratio }) => ratio >= 1 + change);
}

/**
 * What became of the speed of every cell from one run to another, by every yardstick that both have.
 * @param unchanged backends that are the same in both runs: each is a yardstick of the others
 */
export function compareRuns(
  old: readonly Series[],
  now: readonly Series[],
  unchanged: readonly string[],
  demands: Demands,
): TwoRuns {
  const [before, after] = [byPlace(old), byPlace(now)];
  const cells = [...after].flatMap(([place, series]): readonly SpeedChange[] => {
    const earlier = before.get(place);
    if (earlier === undefined) return [];
    const yardsticks: readonly Yardstick[] = [
      { kind: 'clock' },
      { kind: 'copy' },
      ...unchanged
        .filter((id) => id !== series.backend)
        .filter((id) => [before, after].every((all) => all.has(placeOf(series, id))))
        .map((backend) => ({ kind: 'backend', backend }) as const),
    ];
    const shifts = yardsticks.flatMap((yardstick): readonly Shift[] => {
      const was = multiples(earlier, yardstick, before);
      const is = multiples(series, yardstick, after);
      // A backend that has few rounds in common says nothing, and must not keep the others from it.
      if (yardstick.kind === 'backend' && !canShow(was.length, is.length, demands)) return [];
      return [{ yardstick, ...shiftOf(was, is) }];
    });
    return [
      {
        ...timedCell(series),
        verdict: verdictOfShifts(shifts, demands),
        old: nsPerElement(earlier),
        new: nsPerElement(series),
        shifts,
      },
    ];
  });
  const missing = (
    from: readonly Series[],
    there: ReadonlyMap<string, Series>,
  ): readonly TimedCell[] => from.filter((series) => !there.has(placeOf(series))).map(timedCell);
  return { cells, vanished: missing(old, after), appeared: missing(now, before) };
}

function byPlace(all: readonly Series[]): ReadonlyMap<string, Series> {
  return new Map(all.map((series) => [placeOf(series), series]));
}

const nsPerElement = ({ rounds, length }: Series): number =>
  medianOfMedians(rounds.map(counted)) / length;
