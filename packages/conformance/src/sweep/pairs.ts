import { floatTypes } from '@rectify/float';
import type { Rule, RuleKind } from '@rectify/spec';
import { type GridBlock, indexOf } from './block.ts';
import type { Suspects } from './find-suspects.ts';
import type { Mirror, OrderRow, RuleContext } from '../row.ts';
import { rowOf } from '../row-of.ts';
import { gridCounter, sightingOf, type Tally } from '../verdict/tally.ts';

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

function judgeMirror(mirror: Mirror, block: GridBlock, suspects: Suspects, tally: Tally): void {
  const { from, magnitudes, x, y } = block;
  const { dtype } = block.context.request;
  const { bitsOf } = floatTypes[dtype].line;
  tally.tested += magnitudes.length - from;
  const note = newRun(tally, from);
  const count = gridCounter(tally, dtype);
  for (const place of union(suspects.positive.places, suspects.negative.places)) {
    const index = indexOf(block, place, false);
    const a = y[index] ?? NaN;
    const b = y[indexOf(block, place, true)] ?? NaN;
    if (mirror.holds(a, b)) continue;
    note(place);
    if (place < from) continue;
    const rank = 0 - (x[index] ?? NaN);
    const xBits = bitsOf(magnitudes[place]!, false);
    if (!count(xBits, null, rank)) continue;
    const text = `at −x it is ${b}`;
    tally.best = sightingOf(dtype, xBits, {
      got: a,
      due: mirror.due(b),
      ulp: null,
      rank,
      note: text,
    });
  }
}

/** Order along one side, from each place to the next greater magnitude. */
function judgeOrder(
  { holds }: Pick<OrderRow<RuleKind>, 'holds'>,
  block: GridBlock,
  suspects: Uint32Array,
  negative: boolean,
  tally: Tally,
): void {
  const { magnitudes, x, y } = block;
  const { dtype } = block.context.request;
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
    if (holds(y[high] ?? NaN, y[low] ?? NaN)) return;
    note(place);
    const rank = 0 - Math.abs(x[high] ?? NaN);
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

/** Judges a rule about pairs of the grid on one block. */
export type PairJudge = (block: GridBlock, suspects: Suspects, tally: Tally) => void;

/** The judge of a rule about pairs, or undefined if it is about something else. */
export function pairJudgeOf(rule: Rule, context: RuleContext): PairJudge | undefined {
  const row = rowOf(rule.kind);
  if (row.form === 'mirror') {
    const mirror = row.mirror(rule, context);
    return (block, suspects, tally) => judgeMirror(mirror, block, suspects, tally);
  }
  if (row.form === 'order')
    return (block, { positive, negative }, tally) => {
      judgeOrder(row, block, positive.places, false, tally);
      judgeOrder(row, block, negative.places, true, tally);
    };
  return undefined;
}
