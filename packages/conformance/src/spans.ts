import { floatTypes } from '@rectify/float';
import type { Line, Magnitudes } from '@rectify/float';
import type { Element, ElementTest } from './element.ts';
import { criticalMagnitudes } from './points.ts';
import { truthAt } from './truth.ts';
import type { KernelRequest } from './types.ts';

/** Magnitudes from low to high, both included. */
export interface Span {
  readonly low: number;
  readonly high: number;
}

/** Where a rule applies with dy = 1, for +x and for −x. */
export interface Spans {
  readonly positive: readonly Span[];
  readonly negative: readonly Span[];
}

/** The last magnitude from `low` on that is as `low` is, where `high` is not. */
function lastLike(
  { middle }: Line,
  applies: (magnitude: number) => boolean,
  low: number,
  high: number,
): number {
  const start = applies(low);
  let inside = low;
  let outside = high;
  for (let at = middle(low, high); at !== inside; at = middle(inside, outside)) {
    if (applies(at) === start) inside = at;
    else outside = at;
  }
  return inside;
}

function spansOf(
  rule: ElementTest,
  request: KernelRequest,
  line: Line,
  sign: 1 | -1,
  marks: readonly number[],
): readonly Span[] {
  const applies = (magnitude: number): boolean => {
    const x = sign * line.valueOf(magnitude);
    const element: Element = { x, dy: 1, y: NaN, ulp: NaN, ...truthAt(request, x) };
    return rule.applies(element);
  };
  const spans: { low: number; high: number }[] = [];
  const take = (low: number, high: number): void => {
    const last = spans.at(-1);
    if (last !== undefined && low <= line.step(last.high, 1)) last.high = Math.max(last.high, high);
    else spans.push({ low, high });
  };
  let before: number | undefined;
  for (const mark of marks) {
    const here = applies(mark);
    const there = before === undefined ? here : applies(before);
    // Between two marks a rule begins or ends once at most.
    const edge = there === here ? mark : lastLike(line, applies, before ?? mark, mark);
    if (there) take(before ?? mark, edge);
    if (here) take(there === here ? mark : line.step(edge, 1), mark);
    before = mark;
  }
  return spans;
}

/**
 * Where each rule applies: found by bisection between the critical magnitudes, among which are all edges of domains, so
 * that a sweep need not ask for every element.
 */
export function spansOfRule(rule: ElementTest, request: KernelRequest): Spans {
  const line = floatTypes[request.dtype].line;
  const marks = [...criticalMagnitudes(request), ...line.nans];
  return {
    positive: spansOf(rule, request, line, 1, marks),
    negative: spansOf(rule, request, line, -1, marks),
  };
}

/** How many of these ascending magnitudes are within the spans. */
export function countWithin(spans: readonly Span[], magnitudes: Magnitudes): number {
  let count = 0;
  for (const { low, high } of spans)
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
