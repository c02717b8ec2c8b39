import { add, divide, low, multiply } from '../double-double.ts';
import { parts, wholes } from './tables.ts';

/**
 * Kernels of float64 in double-double arithmetic, from e^(−t) = e^(−i) · e^(−j/256) · (1 + m) with t = i + j/256 + r, which
 * is exact, |r| ≤ 1/512, and m = expm1(−r) by its Taylor series. Relative errors are below 2⁻⁹⁰, so that a result is the
 * correctly rounded one unless the true value is that near to the middle of two doubles: for one input in about 2³⁷.
 */

/** Rounds to an integer when added and taken away again. */
const toInteger = 1.5 * 2 ** 52;
/** Above it e^(−t) times any double rounds to 0. */
export const farthest = 1500;
/** Below it f(x) is f(0) or x, less half an ulp at most. */
export const tiny = 2 ** -40;
/** Below it series give the digits that decide where a result is all but half way between two doubles. */
export const small = 2 ** -20;

/** e^(−t) = (hi + lo) · 2^exponent; its factor m, and j where i is 0, else −1. */
export const exp = { hi: 0, lo: 0, exponent: 0, mHi: 0, mLo: 0, j: 0 };

/** 1/6 and 1/24. */
const sixth = divide(1, 0, 6, 0);
const sixthLow = low[0]!;
const twentyFourth = divide(1, 0, 24, 0);
const twentyFourthLow = low[0]!;

/** e^(−t) for 0 ≤ t ≤ 1500. */
export function expOfMinus(t: number): void {
  // To the nearest: within a factor of two of t, so that the difference is exact.
  const steps = t * 256 + toInteger - toInteger;
  const r = steps / 256 - t;
  const i = steps >> 8;
  const j = steps & 255;
  // expm1(r) = r + r² · (1/2 + r · (1/6 + r · (1/24 + …))): from r⁵/120 on doubles do.
  const tail =
    1 / 120 + r * (1 / 720 + r * (1 / 5040 + r * (1 / 40320 + r * (1 / 362880 + r / 3628800))));
  let sum = add(twentyFourth, twentyFourthLow, r * tail, 0);
  sum = multiply(sum, low[0]!, r, 0);
  sum = add(sixth, sixthLow, sum, low[0]!);
  sum = multiply(sum, low[0]!, r, 0);
  sum = add(0.5, 0, sum, low[0]!);
  sum = multiply(sum, low[0]!, r, 0);
  sum = multiply(sum, low[0]!, r, 0);
  exp.mHi = add(r, 0, sum, low[0]!);
  exp.mLo = low[0]!;
  const scale = 2 ** parts.exponent[j]!;
  const part = parts.hi[j]! * scale;
  const partLow = parts.lo[j]! * scale;
  const more = multiply(part, partLow, exp.mHi, exp.mLo);
  const hi = add(part, partLow, more, low[0]!);
  const lo = low[0]!;
  exp.hi = i === 0 ? hi : multiply(hi, lo, wholes.hi[i]!, wholes.lo[i]!);
  exp.lo = i === 0 ? lo : low[0]!;
  exp.exponent = i === 0 ? 0 : wholes.exponent[i]!;
  exp.j = i === 0 ? j : -1;
}

/** 1 + e^(−t). */
export const base = { hi: 0, lo: 0 };
export function addOne(): void {
  const scale = exp.exponent < -120 ? 0 : 2 ** exp.exponent;
  base.hi = add(1, 0, exp.hi * scale, exp.lo * scale);
  base.lo = low[0]!;
}
