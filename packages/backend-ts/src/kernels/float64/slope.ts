import { divide, low, multiply } from '../double-double.ts';
import { addOne, base, exp, expOfMinus, farthest, small, tiny } from './exp.ts';
import { decided, rounded, roundedToFloat32, scaled } from './rounding.ts';

/** floor(log2 x) of a normal double. */
const word = new Float64Array(1);
const words = new BigUint64Array(word.buffer);
function exponentOf(x: number): number {
  word[0] = x;
  return Number(words[0]! >> 52n) - 1023;
}

/** Which derivative: that of σ is 1, that of tanh is 2, f′(x) = factor² · e/(1 + e)² with e = e^(−factor·|x|). */
export type Factor = 1 | 2;

/** Rounds (hi + lo) · 2ⁿ once, hi > 0. */
type Rounding = (hi: number, lo: number, n: number) => number;

/** dy · f′(x), rounded to float64. */
export function slope(factor: Factor, x: number, dy: number): number {
  return product(factor, x, dy, rounded);
}

/** dy · f′(x) of float32 numbers, rounded to float32. */
export function slopeToFloat32(factor: Factor, x: number, dy: number): number {
  return product(factor, x, dy, roundedToFloat32);
}

function product(factor: Factor, x: number, dy: number, round: Rounding): number {
  if (Number.isNaN(x) || Number.isNaN(dy)) return NaN;
  if (Math.abs(x) === Infinity) return dy / Infinity;
  if (dy === 0 || Math.abs(dy) === Infinity) return dy;
  let hi = 1;
  let lo = 0;
  let n = 2 * (factor - 2);
  if (Math.abs(x) < tiny) {
    // f′(0) · (1 − …): however little is missing, it decides ties.
    lo = x === 0 ? 0 : -Math.max(((factor * factor) / 4) * x * x, 2 ** -300);
  } else if (Math.abs(x) < small) {
    // f′(0) · (1 − u + ⅔ u² − …) with u = (factor · x/2)².
    const half = (factor * x) / 2;
    const u = multiply(half, 0, half, 0);
    hi = decided(1, -u, (2 / 3) * u * u - low[0]!);
    lo = low[0]!;
  } else {
    expOfMinus(Math.min(factor * Math.abs(x), farthest));
    addOne();
    const square = multiply(base.hi, base.lo, base.hi, base.lo);
    hi = divide(exp.hi, exp.lo, square, low[0]!);
    lo = low[0]!;
    n = exp.exponent + 2 * (factor - 1);
  }
  const size = Math.abs(dy);
  const normal = size < 2 ** -1022 ? size * 2 ** 60 : size;
  const exponent = exponentOf(normal);
  hi = multiply(hi, lo, scaled(normal, -exponent), 0);
  const result = round(hi, low[0]!, n + exponent - (normal === size ? 0 : 60));
  return dy < 0 ? -result : result;
}
