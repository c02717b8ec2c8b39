import { fromBits } from '@rectify/float';
import type { Point, Pointwise } from './pointwise.ts';
import { criticalMagnitudes, infinityOrdinal } from './points.ts';
import { truthAt } from './truth.ts';
import type { KernelRequest } from './types.ts';

/** Magnitudes (ordinals) from low to high, both included. */
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
function lastLike(applies: (magnitude: number) => boolean, low: number, high: number): number {
  const start = applies(low);
  let inside = low;
  let outside = high;
  while (outside - inside > 1) {
    const middle = inside + Math.floor((outside - inside) / 2);
    if (applies(middle) === start) inside = middle;
    else outside = middle;
  }
  return inside;
}

function spansOf(
  rule: Pointwise,
  request: KernelRequest,
  sign: 0 | 0x80000000,
  marks: readonly number[],
): readonly Span[] {
  const applies = (magnitude: number): boolean => {
    const x = fromBits((magnitude | sign) >>> 0);
    const point: Point = { x, dy: 1, y: NaN, ulp: NaN, ...truthAt(request, x) };
    return rule.applies(point);
  };
  const spans: { low: number; high: number }[] = [];
  const take = (low: number, high: number): void => {
    const last = spans.at(-1);
    if (last !== undefined && low <= last.high + 1) last.high = Math.max(last.high, high);
    else spans.push({ low, high });
  };
  let before: number | undefined;
  for (const mark of marks) {
    const here = applies(mark);
    const there = before === undefined ? here : applies(before);
    // Between two marks a rule begins or ends once at most.
    const edge = there === here ? mark : lastLike(applies, before ?? mark, mark);
    if (there) take(before ?? mark, edge);
    if (here) take(there === here ? mark : edge + 1, mark);
    before = mark;
  }
  return spans;
}

/**
 * Where each rule applies: found by bisection between the critical magnitudes, among which are all edges of domains, so
 * that a sweep need not ask for every element.
 */
export function spansOfRule(rule: Pointwise, request: KernelRequest): Spans {
  // The last two are the least and the greatest NaN.
  const marks = [...criticalMagnitudes(request), infinityOrdinal + 1, 0x7fffffff];
  return {
    positive: spansOf(rule, request, 0, marks),
    negative: spansOf(rule, request, 0x80000000, marks),
  };
}

/** How many of these ascending magnitudes are within the spans. */
export function countWithin(spans: readonly Span[], magnitudes: Uint32Array): number {
  let count = 0;
  for (const { low, high } of spans)
    count += firstAtLeast(magnitudes, high + 1) - firstAtLeast(magnitudes, low);
  return count;
}

function firstAtLeast(magnitudes: Uint32Array, least: number): number {
  let low = 0;
  let high = magnitudes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((magnitudes[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
