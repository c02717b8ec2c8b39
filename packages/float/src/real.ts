import type { FloatFormat } from './float-type.ts';

/** A real number as an unevaluated sum of two doubles, |lo| ≤ ulp(hi)/2. */
export interface DoubleDouble {
  readonly hi: number;
  readonly lo: number;
}

const double = new Float64Array(1);
const halves = new BigInt64Array(double.buffer);

/**
 * The float32 nearest to hi + lo, ties to even. `Math.fround(hi)` would round twice; hi rounded to odd
 * does not, because a double has more than two bits beyond a float32 (Boldo and Melquiond, 2008).
 */
export function roundToFloat32(real: DoubleDouble): number {
  return Math.fround(roundToOdd(real));
}

/** The number nearest to hi + lo in a format of at most 51 bits. */
export function roundReal(real: DoubleDouble, { round }: Pick<FloatFormat, 'round'>): number {
  return round(roundToOdd(real));
}

function roundToOdd({ hi, lo }: DoubleDouble): number {
  if (lo === 0 || !Number.isFinite(hi)) return hi;
  double[0] = hi;
  const bits = halves[0] ?? 0n;
  // An even hi moves one double towards lo: away from zero where both have the same sign.
  if ((bits & 1n) === 0n) halves[0] = bits + (hi < 0 === lo < 0 ? 1n : -1n);
  return double[0];
}
