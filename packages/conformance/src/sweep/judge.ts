import { bitsIn, floatTypes, type Magnitudes, type Values } from '@rectify/float';
import { type Element, type ElementTest, resultAt, ulpAt } from '../element.ts';
import { addProfile, newProfileSums, type ProfileSums } from '../verdict/profile.ts';
import { mayBeBetter, rankOf, sightingOf, sightOf } from '../verdict/sighting.ts';
import { addTally, gridCounter, newTally, offer, type Tally } from '../verdict/tally.ts';
import { stretchCapacity } from '@rectify/oracle';
import { truthOfBoth } from '../truth.ts';
import { type GridBlock, indexOf, truthOfSide } from './block.ts';
import type { SideSuspects, Suspects } from './find-suspects.ts';
import { countWithin } from './magnitude-ranges.ts';
import { measureSide } from './measure.ts';
import { measureSideOfLine } from './measure-line.ts';
import type { GridPlan } from './plan.ts';

/** What a part of the grid gave; parts add up to the same in any order. */
export interface GridResult {
  readonly profile: ProfileSums;
  readonly tallies: Map<string, Tally>;
}

export function newGridResult(): GridResult {
  return { profile: newProfileSums(), tallies: new Map() };
}

export function tallyOf(result: GridResult, id: string): Tally {
  const tally = result.tallies.get(id) ?? newTally();
  result.tallies.set(id, tally);
  return tally;
}

export function addGridResult(result: GridResult, more: GridResult): void {
  addProfile(result.profile, more.profile);
  for (const [id, tally] of more.tallies) addTally(tallyOf(result, id), tally);
}

/** Judges a rule about single elements on these places of one side. */
export function judgeSide(
  test: ElementTest,
  block: GridBlock,
  { places, ulps }: SideSuspects,
  everywhere: boolean,
  negative: boolean,
  tally: Tally,
): void {
  const { from, x, y, magnitudes } = block;
  const { dtype } = block.context.request;
  const { bitsOf } = floatTypes[dtype].line;
  const { due, exact, rest } = truthOfSide(block, negative);
  const { dy } = block;
  const element: Element = { x: 0, dy, y: 0, due: 0, exact: 0, rest: 0, ulp: 0 };
  const dyBits = dy === 1 ? null : bitsIn(dtype, dy);
  const count = gridCounter(tally, dtype);
  let last = -2;
  for (let at = 0; at < places.length; at++) {
    const place = places[at]!;
    const index = indexOf(block, place, negative);
    element.x = x[index]!;
    element.y = y[index]!;
    element.due = due[place]!;
    element.exact = exact[place]!;
    if (rest !== null) element.rest = rest[place]!;
    element.ulp = ulps[at]!;
    if ((!everywhere && !test.applies(element)) || test.holds(element)) continue;
    if (place >= from) {
      if (place !== last + 1) tally.intervals++;
      const ulp = ulpAt(test, element);
      const xBits = bitsOf(magnitudes[place]!, negative);
      count(xBits, ulp);
      const rank = rankOf(ulp);
      if (mayBeBetter(tally.best, rank, dtype, xBits, dyBits)) {
        const sight = sightOf(dtype, xBits, dyBits, resultAt(test, element));
        offer(tally, sightingOf(dtype, sight, { rank }));
      }
    }
    last = place;
  }
}

/** Is shown what is not right to the bit on a side of a block, before it is judged. */
export type Observe = (block: GridBlock, suspects: SideSuspects, negative: boolean) => void;

/** Magnitudes that are judged at a time, with the one before: their truths stay in the caches. */
const windowMagnitudes = stretchCapacity - 1;

/**
 * Judges one call of a symmetric batch with one dy, whose numbers are x. With `from` 1 the first magnitude is the last of the block
 * before, there only to compare with. What equals the correctly rounded result keeps every rule, so that only the rest
 * is looked at.
 */
export function judgeBlock(
  plan: GridPlan,
  magnitudes: Magnitudes,
  from: 0 | 1,
  x: Values,
  y: Values,
  result: GridResult,
  observe?: Observe,
): void {
  const { context, sides, dy } = plan;
  for (let start: number = from; start < magnitudes.length; start += windowMagnitudes) {
    // Each window sees the magnitude before it too.
    const before = start === 0 ? 0 : 1;
    const own = magnitudes.subarray(start - before, start + windowMagnitudes);
    const first = magnitudes.length + start - before;
    const truths = truthOfBoth(context.request, x.subarray(first, first + own.length), dy);
    const block = {
      context,
      sides,
      dy,
      magnitudes: own,
      from: before,
      first,
      x,
      y,
      ...truths,
    } as const;
    judgeWindow(plan, block, result, observe);
  }
}

function judgeWindow(
  { isFirst, elements, pairs }: GridPlan,
  block: GridBlock,
  result: GridResult,
  observe: Observe | undefined,
): void {
  const { from, magnitudes } = block;
  const { profile } = result;
  const measure = (negative: boolean): SideSuspects =>
    isFirst
      ? measureSide(block, negative, profile)
      : measureSideOfLine(block, negative, profile.pairs);
  const suspects: Suspects = { positive: measure(false), negative: measure(true) };
  observe?.(block, suspects.positive, false);
  observe?.(block, suspects.negative, true);
  const counted = magnitudes.subarray(from);
  for (const { id, test, ranges } of elements) {
    const tally = tallyOf(result, id);
    for (const negative of [false, true]) {
      const side = negative ? 'negative' : 'positive';
      const applicable = countWithin(ranges[side], counted);
      tally.tested += applicable;
      // Of another line the ranges are counted on, not relied on.
      const everywhere = isFirst && countWithin(ranges[side], magnitudes) === magnitudes.length;
      if (applicable > 0) judgeSide(test, block, suspects[side], everywhere, negative, tally);
    }
  }
  for (const { id, judge } of pairs) judge(block, suspects, tallyOf(result, id));
}
