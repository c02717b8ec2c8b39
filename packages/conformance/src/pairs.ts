import { ulpDistance } from '@rectify/float';
import type { Rule } from '@rectify/spec';
import { sight, type Tally } from './tally.ts';

const float = (v: number): string => String(v);

/** Judges a rule about f(x) and f(−x) on a symmetric call. */
function judgeMirror(
  holds: (a: number, b: number) => boolean,
  dueOf: (b: number) => number | null,
  x: Float32Array,
  y: Float32Array,
  tally: Tally,
): void {
  const half = x.length / 2;
  for (let index = half; index < x.length; index++) {
    tally.tested++;
    const a = y[index] ?? NaN;
    const b = y[x.length - 1 - index] ?? NaN;
    if (holds(a, b)) continue;
    const at = x[index] ?? NaN;
    sight(tally, {
      x: at,
      dy: null,
      got: a,
      due: dueOf(b),
      ulp: null,
      rank: -at,
      note: `at −x it is ${float(b)}`,
    });
  }
}

/** The outermost results of the calls so far, on both sides, that the next call goes on from. */
export interface Ends {
  low: { x: number; y: number } | null;
  high: { x: number; y: number } | null;
}

/** Judges order on a sorted call of greater magnitudes than those before it. */
function judgeOrder(x: Float32Array, y: Float32Array, ends: Ends, tally: Tally): void {
  const pair = (x0: number, y0: number, x1: number, y1: number): void => {
    tally.tested++;
    if (!(y1 < y0)) return;
    const note = `below ${float(y0)} at the lesser x = ${float(x0)}`;
    sight(tally, { x: x1, dy: null, got: y1, due: y0, ulp: null, rank: -Math.abs(x1), note });
  };
  const half = x.length / 2;
  for (let index = 1; index < x.length; index++) {
    if (index === half && ends.low !== null && ends.high !== null) {
      pair(x[half - 1] ?? NaN, y[half - 1] ?? NaN, ends.low.x, ends.low.y);
      pair(ends.high.x, ends.high.y, x[half] ?? NaN, y[half] ?? NaN);
    } else {
      pair(x[index - 1] ?? NaN, y[index - 1] ?? NaN, x[index] ?? NaN, y[index] ?? NaN);
    }
  }
  ends.low = { x: x[0] ?? NaN, y: y[0] ?? NaN };
  ends.high = { x: x[x.length - 1] ?? NaN, y: y[x.length - 1] ?? NaN };
}

/** A rule that compares elements of symmetric, sorted calls with each other; undefined for other rules. */
export type PairRule = Extract<Rule, { kind: 'monotone' | 'odd' | 'even' | 'complement' }>;

export function isPairRule(rule: Rule): rule is PairRule {
  return ['monotone', 'odd', 'even', 'complement'].includes(rule.kind);
}

export function judgePairs(
  rule: PairRule,
  x: Float32Array,
  y: Float32Array,
  ends: Ends,
  tally: Tally,
): void {
  switch (rule.kind) {
    case 'monotone':
      return judgeOrder(x, y, ends, tally);
    case 'odd':
      return judgeMirror(
        (a, b) => Object.is(a, -b),
        (b) => -b,
        x,
        y,
        tally,
      );
    case 'even':
      return judgeMirror(
        (a, b) => !(ulpDistance(a, b) > rule.ulp),
        (b) => b,
        x,
        y,
        tally,
      );
    case 'complement':
      return judgeMirror(
        (a, b) => !(Math.abs(a + b - 1) > rule.ulp * 2 ** -23),
        (b) => 1 - b,
        x,
        y,
        tally,
      );
    default:
      return rule satisfies never;
  }
}
