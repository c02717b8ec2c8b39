import { type FloatFormat, floatTypes } from '@rectify/float';
import { expMinus as expMinusFast } from './exp.ts';
import { divideUp, expMinus, shiftDown, shiftUp, toInteger } from './fixed.ts';
import type { WideFunction } from './interval.ts';
import { decide } from './interval.ts';
import { above, below } from './rounding.ts';

/** What tells the two derivatives apart: tanh′(x) = 4 σ′(2x), so f′(x) = factor² · σ′(factor · x). */
export type Factor = 1 | 2;

/** dy · f′(x) = dy · factor² · e / (1 + e)² with e = exp(−factor · |x|). */
export function wideSlope(factor: Factor): WideFunction {
  return {
    special(x, dy) {
      if (Number.isNaN(x) || Number.isNaN(dy)) return NaN;
      if (Number.isFinite(x)) return Number.isFinite(dy) ? undefined : dy;
      return dy / Infinity; // ±0, or NaN where dy is infinite too
    },
    interval(x, dy, precision) {
      const one = 1n << BigInt(precision);
      const e = expMinus(factor * Math.abs(x), precision);
      const low = one + shiftDown(e.low, -e.shift);
      const high = one + shiftUp(e.high, -e.shift);
      const { significand, exponent } = toInteger(Math.abs(dy));
      return {
        negative: dy < 0 || Object.is(dy, -0),
        low: (shiftDown(e.low, 2 * precision) / (high * high)) * significand,
        high: divideUp(shiftDown(e.high, 2 * precision), low * low) * significand,
        scale: exponent + 2 * (factor - 1) - precision - e.shift,
      };
    },
  };
}

/** Beyond it exp(−t) is 0 as a double. */
const highest = 750;
/** |x| below which f′(x) is f′(0) to 2⁻⁶⁰. */
const tiny = 2 ** -30;

/**
 * dy · f′(x) of every pair. In u = 2⁻⁵³: 1.01 u of exp, which e and 1 + e partly cancel; two for 1 + e, which is
 * squared; one each for the square, the division and the product with dy: 6.1 u, less than 2⁻⁵⁰. Where f′ is f′(0) or 0 to so
 * much, most floats, nothing is computed for dy = 1; the rounded value is the same, for no midpoint is so near.
 */
export function fillSlope(
  factor: Factor,
  x: Float32Array,
  dy: Float32Array | undefined,
  due: Float32Array,
  exact: Float64Array,
): void {
  const square = factor * factor;
  for (let i = 0; i < x.length; i += 1) {
    const at = x[i]!;
    const cotangent = dy === undefined ? 1 : dy[i]!;
    const t = factor * Math.abs(at);
    if (dy === undefined && (t < tiny || t > highest)) {
      const value = t < tiny ? square / 4 : 0;
      due[i] = value;
      exact[i] = value;
      continue;
    }
    const e = expMinusFast(t > highest ? highest : t);
    const sum = 1 + e;
    const value = ((square * e) / (sum * sum)) * cotangent;
    const rounded = Math.fround(value * below);
    due[i] = rounded;
    exact[i] = value;
    if (rounded !== Math.fround(value * above)) {
      due[i] = settleSlope(factor, at, cotangent);
      // Where exp has underflowed and dy is infinite, the double is NaN and the true value is not.
      if (Number.isNaN(value)) exact[i] = due[i]!;
    }
  }
}

/** dy · f′(x), correctly rounded to a format of at most 24 bits, where the double leaves it in doubt. */
export function settleSlope(
  factor: Factor,
  x: number,
  dy: number,
  format: FloatFormat = floatTypes.float32.format,
): number {
  const peak = dy * (factor === 1 ? 0.25 : 1);
  // dy · f′(x) lies between peak · (1 − x²) and peak, both excluded, and so does this product. No float or midpoint
  // does: peak has at most 24 bits.
  if (x !== 0 && Math.abs(x) < 2 ** -26) return format.round(peak * (1 - 2 ** -52));
  return decide(wideSlope(factor), x, dy, format);
}
