import { type FloatFormat, floatTypes } from '@rectify/float';
import type { Rule } from '@rectify/spec';
import { type Block, indexOf } from './block.ts';
import type { SideSuspects } from './measure-block.ts';
import { gridCounter, sightingOf, type Tally } from './tally.ts';

/** A rule that compares results of a symmetric, sorted batch with each other. */
export type PairRule = Extract<Rule, { kind: 'monotone' | 'odd' | 'even' | 'complement' }>;

export function isPairRule(rule: Rule): rule is PairRule {
  return ['monotone', 'odd', 'even', 'complement'].includes(rule.kind);
}

interface Mirror {
  /** Whether f(x) = a is right beside f(−x) = b. */
  readonly holds: (a: number, b: number) => boolean;
  /** What f(x) should be, given f(−x). */
  readonly due: (b: number) => number;
}

function mirrorOf(rule: Exclude<PairRule, { kind: 'monotone' }>, format: FloatFormat): Mirror {
  switch (rule.kind) {
    case 'odd':
      return { holds: (a, b) => Object.is(a, -b), due: (b) => -b };
    case 'even':
      return { holds: (a, b) => !(format.distance(a, b) > rule.ulp), due: (b) => b };
    case 'complement': {
      const most = rule.ulp * format.ulpOf(1);
      // In float64 the sum is itself rounded: 1 − a is exact where b is within a factor of two of it.
      return { holds: (a, b) => !(Math.abs(b - (1 - a)) > most), due: (b) => 1 - b };
    }
    default:
      return rule satisfies never;
  }
}

/** Counts runs of consecutive places. */
function newRun(tally: Tally, from: number): (place: number) => void {
  let last = -2;
  return (place) => {
    if (place >= from && place !== last + 1) tally.intervals++;
    last = place;
  };
}

/** The places of either ascending list, ascending, each once. */
function union(a: Uint32Array, b: Uint32Array): Uint32Array {
  const all = new Uint32Array(a.length + b.length);
  let count = 0;
  for (let i = 0, j = 0; i < a.length || j < b.length; count++) {
    const p = a[i] ?? Infinity;
    const q = b[j] ?? Infinity;
    all[count] = Math.min(p, q);
    if (p <= q) i++;
    if (q <= p) j++;
  }
  return all.subarray(0, count);
}

/** Suspects of both sides of a block: only they and their neighbours can break a rule that correct rounding keeps. */
export interface Suspects {
  readonly positive: SideSuspects;
  readonly negative: SideSuspects;
}

function judgeMirror(rule: Mirror, block: Block, suspects: Suspects, tally: Tally): void {
  const { from, magnitudes, x, y } = block;
  const { dtype } = block.request;
  const { bitsOf } = floatTypes[dtype].line;
  tally.tested += magnitudes.length - from;
  const note = newRun(tally, from);
  const count = gridCounter(tally, dtype);
  for (const place of union(suspects.positive.places, suspects.negative.places)) {
    const index = indexOf(block, place, false);
    const a = y[index] ?? NaN;
    const b = y[indexOf(block, place, true)] ?? NaN;
    if (rule.holds(a, b)) continue;
    note(place);
    if (place < from) continue;
    const rank = -(x[index] ?? NaN);
    const xBits = bitsOf(magnitudes[place]!, false);
    if (!count(xBits, null, rank)) continue;
    const text = `at −x it is ${b}`;
    tally.best = sightingOf(dtype, xBits, {
      got: a,
      due: rule.due(b),
      ulp: null,
      rank,
      note: text,
    });
  }
}

/** Order along one side, from each place to the next greater magnitude. */
function judgeOrder(block: Block, suspects: Uint32Array, negative: boolean, tally: Tally): void {
  const { magnitudes, x, y } = block;
  const { dtype } = block.request;
  const { bitsOf } = floatTypes[dtype].line;
  const note = newRun(tally, 0);
  const count = gridCounter(tally, dtype);
  const last = magnitudes.length - 2;
  let done = -1;
  const pair = (place: number): void => {
    if (place <= done || place < 0 || place > last) return;
    done = place;
    const inner = indexOf(block, place, negative);
    const outer = indexOf(block, place + 1, negative);
    // NaN comes after ∞ in a sweep, and is not above it.
    if (Number.isNaN(x[outer])) return;
    const [low, high] = negative ? [outer, inner] : [inner, outer];
    if (!((y[high] ?? NaN) < (y[low] ?? NaN))) return;
    note(place);
    const rank = -Math.abs(x[high] ?? NaN);
    const xBits = bitsOf(magnitudes[negative ? place : place + 1]!, negative);
    if (!count(xBits, null, rank)) return;
    const due = y[low] ?? NaN;
    const text = `below ${due} at the lesser x = ${x[low]}`;
    const got = y[high] ?? NaN;
    tally.best = sightingOf(dtype, xBits, { got, due, ulp: null, rank, note: text });
  };
  tally.tested += magnitudes.length - 1;
  for (const place of suspects) {
    pair(place - 1);
    pair(place);
  }
}

/** Judges a rule about pairs on one block. */
export function judgePairs(rule: PairRule, block: Block, suspects: Suspects, tally: Tally): void {
  if (rule.kind !== 'monotone') {
    judgeMirror(mirrorOf(rule, floatTypes[block.request.dtype].format), block, suspects, tally);
    return;
  }
  judgeOrder(block, suspects.positive.places, false, tally);
  judgeOrder(block, suspects.negative.places, true, tally);
}
