import type { FloatFormat } from '@rectify/float';

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
}

export function isSubnormal({ leastNormal }: FloatFormat, v: number): boolean {
  return v !== 0 && Math.abs(v) < leastNormal;
}

/** Whether `y` is what a machine gives that takes subnormal inputs, or gives subnormal results, as zero. */
export function isFlushed(e: Element, atZero: number, format: FloatFormat): boolean {
  return (
    (e.y === 0 && Math.abs(e.exact) < format.leastNormal) ||
    (isSubnormal(format, e.x) && e.y === atZero)
  );
}
