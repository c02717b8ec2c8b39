import { type DType, floatTypes, type Line, type Magnitudes } from '@rectify/float';
import type { Element, ElementTest, NearBound } from '../element.ts';
import { lastLike } from '../inputs/bisect.ts';
import type { MagnitudeRange, FunctionSide } from '../inputs/sides.ts';
import type { TrueValue } from '../truth.ts';

/** Where a rule applies with one dy, for +x and for −x. */
export interface MagnitudeRanges {
  readonly positive: readonly MagnitudeRange[];
  readonly negative: readonly MagnitudeRange[];
}

/** One side with the elements at the ends of its stretches and at its critical magnitudes, among which are all edges of domains. */
export interface MarkedSide {
  readonly line: Line;
  readonly elementAt: (magnitude: number) => Element;
  /** Ascending. Between two of them a rule begins or ends once at most. */
  readonly marks: readonly { readonly magnitude: number; readonly element: Element }[];
}

export function markSide(
  dtype: DType,
  sign: 1 | -1,
  { at, stretches }: FunctionSide,
  critical: readonly number[],
): MarkedSide {
  const { line } = floatTypes[dtype];
  const ends = stretches.flatMap(({ low, high }) => [low, high]);
  return markAt(dtype, sign, 1, at, [...critical, ...ends, ...line.nans]);
}

/** Marks a side with one dy, whose true values `at` gives. */
export function markAt(
  dtype: DType,
  sign: 1 | -1,
  dy: number,
  at: (magnitude: number) => TrueValue,
  marked: readonly number[],
): MarkedSide {
  const { line } = floatTypes[dtype];
  const elementAt = (magnitude: number): Element => {
    const x = sign * line.valueOf(magnitude);
    return { x, dy, y: NaN, ulp: NaN, ...at(magnitude) };
  };
  const magnitudes = line.pack(marked);
  const marks = Array.from(magnitudes, (magnitude) => ({
    magnitude,
    element: elementAt(magnitude),
  }));
  return { line, elementAt, marks };
}

/** Where both hold: each of them begins or ends once at most between two marks. */
export function rangesNear(
  { isNear, isApart }: NearBound,
  side: MarkedSide,
): readonly MagnitudeRange[] {
  const apart = rangesOfTest({ applies: isApart }, side);
  return rangesOfTest({ applies: isNear }, side).flatMap((near) =>
    apart.flatMap(({ low, high }) => {
      const both = { low: Math.max(near.low, low), high: Math.min(near.high, high) };
      return both.low <= both.high ? [both] : [];
    }),
  );
}

/** Where a test applies on one side: found by bisection, so that a sweep need not ask for every element. */
export function rangesOfTest(
  { applies }: Pick<ElementTest, 'applies'>,
  { line, elementAt, marks }: MarkedSide,
): readonly MagnitudeRange[] {
  const ranges: { low: number; high: number }[] = [];
  const take = (low: number, high: number): void => {
    const last = ranges.at(-1);
    if (last !== undefined && low <= line.step(last.high, 1)) last.high = Math.max(last.high, high);
    else ranges.push({ low, high });
  };
  let before: { readonly magnitude: number; readonly isIn: boolean } | undefined;
  for (const { magnitude, element } of marks) {
    const isIn = applies(element);
    const { magnitude: start, isIn: wasIn } = before ?? { magnitude, isIn };
    const appliesAt = (at: number): boolean => applies(elementAt(at));
    const edge = wasIn === isIn ? magnitude : lastLike(line, appliesAt, start, magnitude);
    if (wasIn) take(start, edge);
    if (isIn) take(wasIn ? magnitude : line.step(edge, 1), magnitude);
    before = { magnitude, isIn };
  }
  return ranges;
}

/** How many of these ascending magnitudes are within the ranges. */
export function countWithin(ranges: readonly MagnitudeRange[], magnitudes: Magnitudes): number {
  let count = 0;
  for (const { low, high } of ranges)
    count += countBelow(magnitudes, high, true) - countBelow(magnitudes, low, false);
  return count;
}

/** How many of ascending magnitudes are less than a limit, or equal to it where it is `included`. */
function countBelow(magnitudes: Magnitudes, limit: number, included: boolean): number {
  let low = 0;
  let high = magnitudes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const magnitude = magnitudes[middle]!;
    if (magnitude < limit || (included && magnitude === limit)) low = middle + 1;
    else high = middle;
  }
  return low;
}
