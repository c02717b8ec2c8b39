import { expMinus } from './exp.ts';
import { divide, low, multiply } from './double-double.ts';
import { exp, computeExp, farthest, one, onePlusExp } from './double-double-exp.ts';
import type { Decide, FillFloat32, FillFloat64 } from './fill.ts';
import { exponentOf, fillFloat64, result, scaled, tiny as tinyFloat64 } from './float64.ts';
import { above, below } from './rounding.ts';

/** What tells the two derivatives apart: tanh′(x) = 4 σ′(2x), so f′(x) = factor² · σ′(factor · x). */
export type Factor = 1 | 2;

/** Beyond it exp(−t) is 0 as a double. */
const highest = 750;
/** |x| below which f′(x) is f′(0) to 2⁻⁶⁰. */
const tiny = 2 ** -30;

/**
 * dy · f′(x) of every pair. In u = 2⁻⁵³: 1.01 u of exp, which e and 1 + e partly cancel; two for 1 + e, which is
 * squared; one each for the square, the division and the product with dy: 6.1 u, less than 2⁻⁵⁰. Where f′ is f′(0) or 0 to so
 * much, most floats, nothing is computed for dy = 1; the rounded value is the same, for no midpoint is so near.
 */
function fillSlope(
  factor: Factor,
  x: Float32Array,
  dy: Float32Array | undefined,
  due: Float32Array,
  exact: Float64Array,
  decide: Decide,
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
    const e = expMinus(t > highest ? highest : t);
    const sum = 1 + e;
    const value = ((square * e) / (sum * sum)) * cotangent;
    const rounded = Math.fround(value * below);
    due[i] = rounded;
    exact[i] = value;
    if (rounded !== Math.fround(value * above)) {
      due[i] = decide(at, cotangent);
      // Where exp has underflowed and dy is infinite, the double is NaN and the true value is not.
      if (Number.isNaN(value)) exact[i] = due[i]!;
    }
  }
}

/** The same for one of the two derivatives. */
export function slopeFloat32(factor: Factor): FillFloat32 {
  return (x, dy, due, exact, decide) => fillSlope(factor, x, dy, due, exact, decide);
}

/** dy · f′(x) for finite dy ≠ 0. */
function intoResult(factor: Factor, x: number, dy: number): void {
  if (Math.abs(x) < tinyFloat64) {
    // dy · peak · (1 − c x²); what is too little for a double is not nothing.
    const lack = ((factor * factor) / 4) * x * x;
    result.hi = 1;
    result.lo = x === 0 ? 0 : -Math.max(lack, 2 ** -300);
    result.scale = 2 * (factor - 2);
  } else {
    computeExp(Math.min(factor * Math.abs(x), farthest));
    onePlusExp();
    const square = multiply(one.hi, one.lo, one.hi, one.lo);
    result.hi = divide(exp.hi, exp.lo, square, low[0]!);
    result.lo = low[0]!;
    result.scale = exp.scale + 2 * (factor - 1);
  }
  const normal = Math.abs(dy) < 2 ** -1022 ? dy * 2 ** 60 : dy;
  const exponent = exponentOf(normal);
  const hi = multiply(result.hi, result.lo, scaled(normal, -exponent), 0);
  result.hi = hi;
  result.lo = low[0]!;
  result.scale += exponent - (normal === dy ? 0 : 60);
}

/** dy · f′(x) in double-double arithmetic. */
export function slopeFloat64(factor: Factor): FillFloat64 {
  return fillFloat64((x, dy, due, rest, i) => {
    if (dy !== 0) {
      intoResult(factor, x, dy);
      return true;
    }
    due[i] = dy;
    rest[i] = 0;
    return false;
  });
}
