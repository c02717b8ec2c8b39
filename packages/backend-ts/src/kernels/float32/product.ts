import { type Factor, slopeToFloat32 } from '../float64/slope.ts';

/** A bound of the relative error of dy · f′(x) in double: the rows of f′ are good to 2⁻⁴⁶ beyond 128, and to 2⁻⁵⁰ before. */
export const slopeError: number = 2 ** -44;

/**
 * dy · f′(x) rounded to float32, from that product in double: where all numbers within the error round to one float, that is
 * it; for the others, one in some half a million, the double-doubles of float64 decide.
 */
export function roundedProduct(product: number, factor: Factor, x: number, dy: number): number {
  const dx = Math.fround(product * (1 - slopeError));
  if (dx === Math.fround(product * (1 + slopeError)) || Number.isNaN(product)) return dx;
  return slopeToFloat32(factor, x, dy);
}
