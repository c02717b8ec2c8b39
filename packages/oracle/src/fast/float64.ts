import { floatTypes } from '@rectify/float';
import type { FillFloat64 } from './fill.ts';

/** A double-double, and the power of two that it is to be scaled by: what a function leaves here is rounded. */
export const result = { hi: 0, lo: 0, scale: 0 };

/** Below it the first two terms of a series are enough: the third is below 2⁻¹⁶⁰ of the first. */
export const tiny = 2 ** -40;

const { ulpOf } = floatTypes.float64.format;
const word = new DataView(new ArrayBuffer(8));

/** floor(log2 |x|) of a normal double. */
export function exponentOf(x: number): number {
  word.setFloat64(0, x);
  return ((word.getUint32(0) >>> 20) & 0x7ff) - 1023;
}

/** v · 2ⁿ in two steps, neither of which under- or overflows where the result does not. */
export function scaled(v: number, n: number): number {
  const half = n >> 1;
  return v * 2 ** half * 2 ** (n - half);
}

/** The nearest integer to 0 ≤ v < 2⁵², ties to even. */
const roundEven = (v: number): number => v + 2 ** 52 - 2 ** 52;

/**
 * Rounds `result` into the arrays; false where that is in doubt: functions have relative errors below 2⁻⁹³, the test takes 2⁻⁹².
 */
function round(due: Float64Array, rest: Float64Array, i: number): boolean {
  const { hi, lo, scale } = result;
  if (exponentOf(hi) + scale >= -1022) {
    const error = Math.abs(hi) * 2 ** -92;
    due[i] = scaled(hi, scale);
    rest[i] = lo / ulpOf(hi);
    return hi + (lo - error) === hi && hi + (lo + error) === hi;
  }
  // In units of the least subnormal.
  const sign = hi < 0 ? -1 : 1;
  const unit = Math.max(scale + 1074, -200);
  const count = scaled(sign * hi, unit);
  const whole = roundEven(count);
  const fraction = count - whole + scaled(sign * lo, unit);
  due[i] = sign * (whole * 2 ** -1074);
  rest[i] = sign * fraction;
  return Math.abs(fraction) < 0.5 - 2 ** -38;
}

/** A loop over elements. */
export function fillFloat64(
  /** Computes into `result`; false where the arrays are filled already. */
  compute: (x: number, dy: number, due: Float64Array, rest: Float64Array, i: number) => boolean,
): FillFloat64 {
  return (x, dy, due, rest, decide) => {
    for (let i = 0; i < x.length; i += 1) {
      const at = x[i]!;
      const cotangent = dy === undefined ? 1 : dy[i]!;
      const isFinite = Number.isFinite(at) && Number.isFinite(cotangent);
      if (isFinite && (!compute(at, cotangent, due, rest, i) || round(due, rest, i))) continue;
      const decided = decide(at, cotangent);
      due[i] = decided.due;
      rest[i] = decided.rest;
    }
  };
}
