import { type DType, floatTypes, type Values } from '@rectify/float';

/** Results of one call, as numbers of the dtype: what is right for it, or what a fault makes of it. */
export type Compute = (x: Values, dy: Values | undefined) => Values;

/** Something deliberately wrong with a kernel. */
export interface KernelFault {
  /** What is wrong, in words. */
  readonly fault: string;
  /** Makes the wrong kernel from the right one. */
  readonly break: (right: Compute) => Compute;
}

/** A fault of single elements: given x, the right result and dy (1 for forward), gives the wrong one. */
export function each(
  change: (x: number, right: number, dy: number) => number,
): KernelFault['break'] {
  return (right) => (x, dy) => {
    const y = right(x, dy);
    for (const [index, value] of y.entries())
      y[index] = change(x[index] ?? NaN, value, dy?.[index] ?? 1);
    return y;
  };
}

/** The number of a dtype so many further up its line, or down; never beyond 0 or ±∞. NaN stays. */
export function nudge(dtype: DType, value: number, steps: number): number {
  if (Number.isNaN(value)) return value;
  const { infinity, of, step, valueOf } = floatTypes[dtype].line;
  const isNegative = value < 0 || (value === 0 && steps < 0);
  const magnitude = valueOf(Math.min(infinity, step(of(value), isNegative ? -steps : steps)));
  return isNegative ? -magnitude : magnitude;
}

/** Whether x is in the binade from 1 on, of either sign: where every function has something to get wrong. */
export function isNearOne(x: number): boolean {
  return Math.abs(x) >= 1 && Math.abs(x) < 2;
}

/** A gradient that loses the sign of dy: right for dy = 1. */
export const losesSignOfDy: KernelFault = {
  fault: 'takes |dy| for dy',
  break: each((_, y, dy) => (dy < 0 ? -y : y)),
};
