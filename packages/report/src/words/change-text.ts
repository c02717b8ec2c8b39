import type { DType } from '@rectify/float';
import type { Change, ClauseFigures, Coverage, InputRange, PairFigures } from '@rectify/record';
import { gradeWords, isSampled, showGreatest } from './coverage.ts';
import { decimalOf, isNegative, showUlp } from './decimals.ts';
import { pairsText } from './pairs.ts';
import type { Count } from './quantities.ts';
import { sanitize } from './sanitize.ts';
import { speedText } from './speed-text.ts';
import type { NamedStatement, Statement } from './statement.ts';

/** The next magnitude: where a binade ends, it is a power of two, which reads better. */
function beyond(dtype: DType, bits: string): string {
  const next = (BigInt(bits) + 1n).toString(16).padStart(bits.length - 2, '0');
  const decimal = decimalOf(dtype, `0x${next}`);
  return decimal === undefined || decimal === 'NaN' ? '' : decimal;
}

/** A range of inputs as an interval: `[4, 16)`, and for negative ones `(-16, -4]`. */
function showRange(dtype: DType, { first, last }: InputRange): string {
  const end = (bits: string, outer: boolean): readonly [text: string, closed: boolean] => {
    const next = outer ? beyond(dtype, bits) : '';
    return next === '' ? [decimalOf(dtype, bits) ?? bits, true] : [next, false];
  };
  const [from, fromClosed] = end(first, isNegative(first));
  const [to, toClosed] = end(last, !isNegative(last));
  const shown = (text: string): string => text.replace('Infinity', '∞');
  return `${fromClosed ? '[' : '('}${shown(from)}, ${shown(to)}${toClosed ? ']' : ')'}`;
}

/** From one text to another, or what both are. */
const fromTo = (old: string, now: string): string => (old === now ? old : `${old} → ${now}`);

const ulps = (old: number, now: number): string => `${fromTo(showUlp(old), showUlp(now))} ULP`;

/** Greatest errors, each as a lower bound where it is of a sample. */
function greatestUlps(
  old: number,
  now: number,
  isOfSample: (coverage: Coverage | undefined) => boolean,
  coverage: Change['coverage'],
): string {
  const [from, to] = [
    showGreatest(old, isOfSample(coverage?.old)),
    showGreatest(now, isOfSample(coverage?.new)),
  ];
  return `${fromTo(from, to)} ULP`;
}

/** Figures of dy = 1. */
const ofSample = (coverage: Coverage | undefined): boolean =>
  isSampled(coverage === undefined ? {} : { coverage });

function counts(old: Count, now: Count): string {
  return old.of === now.of
    ? `${old.count} → ${now.count} of ${now.of}`
    : `${old.count} of ${old.of} → ${now.count} of ${now.of}`;
}

const countOf = ({ violations, tested }: ClauseFigures): Count => ({
  count: violations,
  of: tested,
});

const countOfPairs = ({ misrounded, tested }: PairFigures): Count => ({
  count: misrounded,
  of: tested,
});

function clauseStatement(change: Extract<Change, { kind: 'clause' }>): Statement {
  const { old, new: now, level, trend } = change;
  if (old === null || now === null)
    return {
      title: old === null ? `${now?.outcome}, was not judged` : `was ${old.outcome}`,
      lines: [],
    };
  const outcome = old.outcome === now.outcome ? now.outcome : `${old.outcome} → ${now.outcome}`;
  const moved = old.behaviour !== now.behaviour;
  const behaviour = moved ? [sanitize(`${old.behaviour ?? '–'} → ${now.behaviour ?? '–'}`)] : [];
  const violated = old.violations + now.violations > 0;
  const [first, last = first] = [old.maxUlp, now.maxUlp].filter((one) => one !== null);
  const ulp =
    first === undefined || last === undefined
      ? []
      : [`worst ${greatestUlps(first, last, (one) => one !== 'all', change.coverage)}`];
  const numbers = violated && !moved ? [counts(countOf(old), countOf(now)), ...ulp] : [];
  const flipped = old.verdict !== now.verdict;
  // What was excused and is no longer says why.
  const unlisted = old.outcome === 'known' && now.outcome === 'fail';
  const says = now.message !== null && (flipped || unlisted);
  const message = says ? [sanitize(now.message)] : [];
  const listed = trend === 'listed' ? ['now listed'] : unlisted ? ['no longer excused'] : [];
  const chance =
    trend === 'different' && level !== 'may' && flipped
      ? ['other inputs were judged: chance may explain it']
      : [];
  return {
    title: [`${outcome} (${level})`, ...listed, ...behaviour, ...numbers].join(', '),
    lines: [...message, ...chance],
  };
}

/** What a change says; nothing in it is obeyed by a terminal or a log reader. */
export function changeText(change: Change): NamedStatement {
  switch (change.kind) {
    case 'kernel':
      return { name: 'kernel', title: change.trend, lines: [] };
    case 'clause':
      return { name: sanitize(change.clause), ...clauseStatement(change) };
    case 'grade':
      return {
        name: 'grade',
        title: `${gradeWords(change.old, change.coverage?.old)} → ${gradeWords(change.new, change.coverage?.new)}`,
        lines: [],
      };
    case 'max-ulp':
      return {
        name: 'worst error',
        title: greatestUlps(change.old, change.new, ofSample, change.coverage),
        lines: [],
      };
    case 'misrounded': {
      const [old, now] = [change.old, change.new].map((one) => ({
        count: one.misrounded,
        of: one.tested,
      }));
      return { name: 'misrounded', title: old && now ? counts(old, now) : '', lines: [] };
    }
    case 'pairs':
      return {
        name: 'other dy than 1',
        title: counts(countOfPairs(change.old), countOfPairs(change.new)) + ' misrounded',
        lines: [`was: ${pairsText(change, change.old)}`, `is: ${pairsText(change, change.new)}`],
      };
    case 'accuracy': {
      const { old, new: now } = change;
      const worst = greatestUlps(old.maxUlp, now.maxUlp, ofSample, change.coverage);
      const title = `p99 ${ulps(old.p99Ulp, now.p99Ulp)}, worst ${worst}`;
      return { name: `accuracy on ${showRange(change.dtype, change.range)}`, title, lines: [] };
    }
    case 'speed':
      return speedText(change);
    default:
      return change satisfies never;
  }
}
