import type { DType } from '@rectify/float';
import type { Change, ClauseFigures, InputRange } from '@rectify/record';
import { decimalOf, isNegative, showUlp } from './decimals.ts';
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

const ulps = (old: number, now: number): string => {
  const [a, b] = [showUlp(old), showUlp(now)];
  return a === b ? `${a} ULP` : `${a} → ${b} ULP`;
};

function counts(old: Count, now: Count): string {
  return old.of === now.of
    ? `${old.count} → ${now.count} of ${now.of}`
    : `${old.count} of ${old.of} → ${now.count} of ${now.of}`;
}

const countOf = ({ violations, tested }: ClauseFigures): Count => ({
  count: violations,
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
  const ulp = first === undefined || last === undefined ? [] : [`worst ${ulps(first, last)}`];
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
      return { name: 'grade', title: `${change.old} → ${change.new}`, lines: [] };
    case 'max-ulp':
      return { name: 'worst error', title: ulps(change.old, change.new), lines: [] };
    case 'misrounded': {
      const [old, now] = [change.old, change.new].map((one) => ({
        count: one.misrounded,
        of: one.tested,
      }));
      return { name: 'misrounded', title: old && now ? counts(old, now) : '', lines: [] };
    }
    case 'accuracy': {
      const { old, new: now } = change;
      const title = `p99 ${ulps(old.p99Ulp, now.p99Ulp)}, worst ${ulps(old.maxUlp, now.maxUlp)}`;
      return { name: `accuracy on ${showRange(change.dtype, change.range)}`, title, lines: [] };
    }
    case 'speed':
      return speedText(change);
    default:
      return change satisfies never;
  }
}
