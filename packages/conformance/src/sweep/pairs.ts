import { type AnyBits, floatTypes } from '@rectify/float';
import type { Rule, RuleKind } from '@rectify/spec';
import { type GridBlock, indexOf, truthOfSide } from './block.ts';
import type { Suspects } from './find-suspects.ts';
import type { Mirror, OrderRow, RuleContext } from '../row.ts';
import { rowOf } from '../row-of.ts';
import { mayBeBetter, rankOf, type Sight, sightOf } from '../verdict/sighting.ts';
import { gridCounter, offer, type Tally } from '../verdict/tally.ts';
import { distanceFrom, sightingOfTwo, ulpFrom } from '../verdict/two.ts';

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

/** What came back at a place, and how far it is from the true value. */
interface Placed {
  readonly place: number;
  readonly negative: boolean;
  readonly got: number;
  readonly ulp: number;
  readonly distance: number;
  /** Whether it is the correctly rounded result, to the sign of a zero. */
  readonly isRight: boolean;
}

function placedAt(block: GridBlock, place: number, negative: boolean): Placed {
  const { due, exact, rest } = truthOfSide(block, negative);
  const { dtype } = block.context.request;
  const truth = { due: due[place]!, exact: exact[place]!, rest: rest?.[place] ?? 0 };
  const got = block.y[indexOf(block, place, negative)]!;
  const ulp = ulpFrom(dtype, got, truth);
  const distance = distanceFrom(dtype, ulp, truth);
  return { place, negative, got, ulp, distance, isRight: Object.is(got, truth.due) };
}

/** Whether the second of two is further from its true value, or as far and the one that is not right: −0 is 0 away from 0. */
function isSecondWorse(first: Placed, second: Placed): boolean {
  if (second.distance !== first.distance) return second.distance > first.distance;
  return first.isRight && !second.isRight;
}

/** Offers a pair as a witness: the worse of the two, or the first of equals, is blamed. */
function offerPair(block: GridBlock, first: Placed, second: Placed, tally: Tally): void {
  const { dtype } = block.context.request;
  const { bitsOf } = floatTypes[dtype].line;
  const [blamed, other] = isSecondWorse(first, second) ? [second, first] : [first, second];
  const bitsAt = ({ place, negative }: Placed): AnyBits =>
    bitsOf(block.magnitudes[place]!, negative);
  if (!mayBeBetter(tally.best, rankOf(blamed.ulp), dtype, bitsAt(blamed), null)) return;
  const sightOfPlace = (one: Placed): Sight => {
    const due = truthOfSide(block, one.negative).due[one.place]!;
    return sightOf(dtype, bitsAt(one), null, { got: one.got, due, ulp: one.ulp });
  };
  offer(tally, sightingOfTwo(dtype, sightOfPlace(blamed), sightOfPlace(other)));
}

function judgeMirror(mirror: Mirror, block: GridBlock, suspects: Suspects, tally: Tally): void {
  const { from, magnitudes, y } = block;
  const { dtype } = block.context.request;
  const { bitsOf } = floatTypes[dtype].line;
  tally.tested += magnitudes.length - from;
  const note = newRun(tally, from);
  const count = gridCounter(tally, dtype);
  for (const place of union(suspects.positive.places, suspects.negative.places)) {
    const a = y[indexOf(block, place, false)] ?? NaN;
    const b = y[indexOf(block, place, true)] ?? NaN;
    if (mirror(a, b)) continue;
    note(place);
    if (place < from) continue;
    count(bitsOf(magnitudes[place]!, false), null);
    offerPair(block, placedAt(block, place, false), placedAt(block, place, true), tally);
  }
}

/** Order along one side, from each place to the next greater magnitude, but for those `isKnown` says 1 of. */
function judgeOrder(
  { holds }: Pick<OrderRow<RuleKind>, 'holds'>,
  block: GridBlock,
  suspects: Uint32Array,
  negative: boolean,
  tally: Tally,
  isKnown?: Uint8Array,
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
    if (isKnown?.[place] === 1) return;
    const inner = indexOf(block, place, negative);
    const outer = indexOf(block, place + 1, negative);
    // NaN comes after ∞ in a sweep, and is not above it.
    if (Number.isNaN(x[outer])) return;
    const [low, high] = negative ? [outer, inner] : [inner, outer];
    if (holds(y[high] ?? NaN, y[low] ?? NaN)) return;
    note(place);
    const [lesser, greater] = negative ? [place + 1, place] : [place, place + 1];
    count(bitsOf(magnitudes[greater]!, negative), null);
    const first = placedAt(block, greater, negative);
    offerPair(block, first, placedAt(block, lesser, negative), tally);
  };
  tally.tested += magnitudes.length - 1;
  for (const known of isKnown?.subarray(0, last + 1) ?? []) tally.tested -= known;
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

/** Judges a rule about neighbours on one side of a block, where they were not judged before. */
export type OrderJudge = (
  block: GridBlock,
  suspects: Uint32Array,
  negative: boolean,
  isKnown: Uint8Array,
  tally: Tally,
) => void;

/** The judge of a rule about neighbours on one side, or undefined if it is about something else. */
export function orderJudgeOf(rule: Rule): OrderJudge | undefined {
  const row = rowOf(rule.kind);
  if (row.form !== 'order') return undefined;
  return (block, suspects, negative, isKnown, tally) => {
    judgeOrder(row, block, suspects, negative, tally, isKnown);
  };
}
