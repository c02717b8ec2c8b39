import type { FloatFormat } from '@rectify/float';
import type { Result } from './verdict/sighting.ts';

/** One element of a call with what it truly gives. For forward, dy is 1 and means nothing. */
export interface Element {
  x: number;
  dy: number;
  y: number;
  due: number;
  exact: number;
  /** What `exact` lacks, in ulps of `due`. */
  rest: number;
  /** Error of y in ULP, without its sign. */
  ulp: number;
}

/** A rule as a test of single elements. The correctly rounded result meets every one of them. */
export interface ElementTest {
  /** Whether the rule is about this element; `y` is not looked at. */
  readonly applies: (e: Element) => boolean;
  readonly holds: (e: Element) => boolean;
  /** Whether the rule bounds an ULP error, so that the worst element is the best witness. */
  readonly measuresUlp: boolean;
  /**
   * How near an element that the rule is about is to breaking it: 0 where it is right, 1 at the bound. Without it what
   * breaks the rule is found where errors are greatest, or at once.
   */
  readonly strain?: (e: Element) => number;
  /** Where true values lie so near a bound that an error of an ULP or two breaks the rule: all of that is swept. */
  readonly nearBounds?: readonly NearBound[];
}

/** Near a bound, but not so near that all there is is the bound itself; each turns over once where a function turns nowhere. */
export interface NearBound {
  readonly isNear: (e: Element) => boolean;
  readonly isApart: (e: Element) => boolean;
}

export function isSubnormal({ leastNormal }: FloatFormat, v: number): boolean {
  return v !== 0 && Math.abs(v) < leastNormal;
}

/** Whether `y` is what a machine gives that takes a subnormal x for zero; `atZero` is what zero gives with dy = 1. */
export function isFlushedInput(
  { x, dy, y }: Element,
  atZero: number,
  format: FloatFormat,
): boolean {
  return isSubnormal(format, x) && y === format.round(atZero * dy);
}

/** Whether `y` is what a machine gives that takes subnormal inputs, or gives subnormal results, as zero. */
export function isFlushed(e: Element, atZero: number, format: FloatFormat): boolean {
  return (e.y === 0 && Math.abs(e.exact) < format.leastNormal) || isFlushedInput(e, atZero, format);
}

/** The slope that an element of vjp was made with, to 2⁻⁴⁸ of itself; |y| of forward. */
export function slopeOf({ dy, due, exact, rest }: Element, { ulpOf }: FloatFormat): number {
  const ulp = ulpOf(due);
  // In ulps, because a float64 does not hold what a subnormal one lacks.
  return Math.abs((exact / ulp + rest) / dy) * ulp;
}

/** ULP error of an element; null where the rule does not bound it. */
export function ulpAt(test: ElementTest, { ulp }: Element): number | null {
  return test.measuresUlp ? ulp : null;
}

/** What is seen where a rule about single elements is violated. */
export function resultAt(test: ElementTest, element: Element): Result {
  return { got: element.y, due: element.due, ulp: ulpAt(test, element) };
}
