import type { DType } from '@rectify/float';
import type { Change, ClauseFigures, InputRange } from '@rectify/record';
import { decimalOf, showUlp } from '../decimal.ts';
import type { Statement } from '../describe.ts';
import { trustText } from '../machine.ts';
import { plain } from '../plain.ts';
import { digits } from '../quantity.ts';
import { isNegative } from './binades.ts';
import { shiftText } from './speed-table.ts';

/** A change in words; nothing in them is obeyed by a terminal or a log reader. */
export interface ChangeText extends Statement {
  /** What changed: a clause's id, or a figure. */
  readonly name: string;
}

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

function counts(old: { count: number; of: number }, now: { count: number; of: number }): string {
  return old.of === now.of
    ? `${old.count} → ${now.count} of ${now.of}`
    : `${old.count} of ${old.of} → ${now.count} of ${now.of}`;
}

const countOf = ({ violations, tested }: ClauseFigures): { count: number; of: number } => ({
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
  const behaviour = moved ? [plain(`${old.behaviour ?? '–'} → ${now.behaviour ?? '–'}`)] : [];
  const violated = old.violations + now.violations > 0;
  const [first, last = first] = [old.maxUlp, now.maxUlp].filter((one) => one !== null);
  const ulp = first === undefined || last === undefined ? [] : [`worst ${ulps(first, last)}`];
  const numbers = violated && !moved ? [counts(countOf(old), countOf(now)), ...ulp] : [];
  const flipped = old.verdict !== now.verdict;
  const message = now.message === null || !flipped ? [] : [plain(now.message)];
  const chance =
    trend === 'different' && level !== 'may' && flipped
      ? ['other inputs were judged: chance may explain it']
      : [];
  return {
    title: [`${outcome} (${level})`, ...behaviour, ...numbers].join(', '),
    lines: [...message, ...chance],
  };
}

/** Speed of a cell in both runs, with what speaks for it. */
export function speedText({
  mode,
  length,
  inputs,
  threads,
  old,
  new: now,
  shifts,
  trust,
}: Omit<Extract<Change, { kind: 'speed' }>, 'kind' | 'trend'>): ChangeText {
  const rare = [
    ...(inputs === 'mixed' ? [] : [inputs]),
    ...(threads === 1 ? [] : [`${threads} threads`]),
  ];
  const name = [`speed of ${mode}, length ${length}`, ...rare].join(', ');
  if (old === null || now === null) return { name, title: 'not timed in both', lines: [] };
  return {
    name,
    title: `${digits(old)} → ${digits(now)} ns per element`,
    lines: [...shifts.map(shiftText), plain(trustText(trust))],
  };
}

/** What a change says. */
export function describeChange(change: Change): ChangeText {
  switch (change.kind) {
    case 'kernel':
      return { name: 'kernel', title: change.trend, lines: [] };
    case 'clause':
      return { name: plain(change.clause), ...clauseStatement(change) };
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
