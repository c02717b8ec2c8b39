import { ln2 } from '../exact/fixed.ts';
import { add, divide, low, multiply } from './double-double.ts';
import { powerOfHalf, tableHigh, tableLow, toInteger } from './exp.ts';

/**
 * exp in double-double arithmetic, by
 *
 *     exp(−t) = 2⁻ⁿ · 2^−j/256 · (1 + expm1(r)),  k = round(256 t / ln 2) = 256 n + j,  r = k · ln 2/256 − t,  |r| < 0.00136
 *
 * Relative errors: r, which is exact where k = 0, 2⁻¹⁰⁵ of 1; the table 2⁻¹⁰⁵; expm1(r) 2⁻⁹⁷ of r, from the terms r⁵/120 and on,
 * which are doubles. That is 2⁻¹⁰³ in exp, and where 1 − exp is taken for k ≠ 0 it is above 0.0013, so that 2⁻⁹³ covers
 * every function here.
 */
const precision = 192;
const step = ln2(precision) >> 8n;
const bits = (from: number, count: number): number =>
  Number((step >> BigInt(precision - from - count)) & ((1n << BigInt(count)) - 1n)) *
  2 ** -(from + count);

/** ln 2/256 = step1 + step2 + step3 in 32, 32 and 53 bits, so that products with k < 2²¹ are exact but for the last. */
const step1 = bits(8, 32);
const step2 = bits(40, 32);
const step3 = bits(72, 53);

/** exp(−t), and exp(r) − 1 with the table's part left out. */
export const exp = { hi: 0, lo: 0, scale: 0, mHi: 0, mLo: 0, k: 0 };

/** 1/6 and 1/24 as double-doubles. */
const sixth = divide(1, 0, 6, 0);
const sixthLow = low[0]!;
const twentyFourth = divide(1, 0, 24, 0);
const twentyFourthLow = low[0]!;

/** exp(−t) of 0 ≤ t ≤ 1500 into `exp`. */
export function computeExp(t: number): void {
  const k = t / (step1 + step2) + toInteger - toInteger;
  const nearest = k * step1 - t;
  const r = add(nearest, 0, k * step2, k * step3);
  const rl = low[0]!;
  const tail = 1 / 120 + r * (1 / 720 + r * (1 / 5040 + r * (1 / 40320 + r * (1 / 362880))));
  let sh = add(twentyFourth, twentyFourthLow, r * tail, 0);
  sh = multiply(r, rl, sh, low[0]!);
  sh = add(sixth, sixthLow, sh, low[0]!);
  sh = multiply(r, rl, sh, low[0]!);
  sh = add(0.5, 0, sh, low[0]!);
  const sl = low[0]!;
  const square = multiply(r, rl, r, rl);
  sh = multiply(square, low[0]!, sh, sl);
  const mh = add(r, rl, sh, low[0]!);
  const ml = low[0]!;
  const j = k & 255;
  const th = tableHigh[j]!;
  const tl = tableLow[j]!;
  const ph = multiply(th, tl, mh, ml);
  exp.hi = add(th, tl, ph, low[0]!);
  exp.lo = low[0]!;
  exp.scale = -(k >> 8);
  exp.mHi = mh;
  exp.mLo = ml;
  exp.k = k;
}

/** 1 + exp(−t) into `one`, from `exp`. */
export const one = { hi: 0, lo: 0 };
export function onePlusExp(): void {
  const power = exp.scale < -120 ? 0 : powerOfHalf(-exp.scale);
  one.hi = add(1, 0, exp.hi * power, exp.lo * power);
  one.lo = low[0]!;
}

/** Above it exp(−t) times any double rounds to 0. */
export const farthest = 1500;
