/**
 * exp in double arithmetic, by table, for t of at most 24 significant bits (a float32 or twice one):
 *
 *     exp(−t) = 2^−⌊k/256⌋ · 2^−j/256 · (1 + expm1(r)),  k = round(256 t / ln 2),  j = k mod 256,
 *     r = k · ln 2/256 − t,  |r| < 0.00136
 *
 * Errors, relative, in u = 2⁻⁵³. r: k · stepHigh has at most 34 + 19 bits and the difference with t is a multiple of
 * 2⁻⁴² below 2⁻⁹, so both are exact; adding k · stepLow rounds once, u|r|, and that product is known to 2⁻⁷⁶.
 * expm1(r): u for the last sum, 0.01 u for the rest, as r²/2 is small, and 0.07 u for the terms left out, r⁵/720.
 * Those weigh |r| in the result, so that its error is below 1.01 u, nearly all from the last sum, wherever it is a
 * normal double.
 */
import { expFixed, ln2 } from '../exact/fixed.ts';

const precision = 192;
const exactLn2 = ln2(precision);
const top34 = exactLn2 >> BigInt(precision - 34);

/** ln 2/256 = stepHigh + stepLow, of which stepHigh has 34 bits. */
export const stepHigh: number = Number(top34) * 2 ** -42;
export const stepLow: number =
  Number(exactLn2 - (top34 << BigInt(precision - 34))) * 2 ** -(precision + 8);
export const stepsPerUnit: number = 1 / stepHigh;
/** Rounds to an integer when added and taken away again: 1.5 · 2⁵². */
export const toInteger = 6755399441055744;

/** 2ⁿ for |n| ≤ 1100, 2⁰ in the middle. */
const power0 = 1100;
const powers = Float64Array.from({ length: 2 * power0 + 1 }, (_, i) => 2 ** (i - power0));

/** 2^−j/256 as tableHigh[j] + tableLow[j], known to 2⁻¹⁰⁶. */
export const tableHigh: Float64Array = new Float64Array(256);
export const tableLow: Float64Array = new Float64Array(256);
for (let j = 0; j < 256; j += 1) {
  const value = expFixed((exactLn2 * BigInt(j)) >> 8n, precision);
  const high = Number(value);
  tableHigh[j] = high * 2 ** -precision;
  tableLow[j] = Number(value - BigInt(high)) * 2 ** -precision;
}

/** 2⁻ⁿ, |n| ≤ 1100; ∞ and 0 beyond the doubles. */
export function powerOfHalf(n: number): number {
  return powers[power0 - n]!;
}

/** exp(r) − 1 for |r| < 0.00136: see the file's head. */
export function expm1(r: number): number {
  const square = r * r;
  return r + square * (0.5 + r * (1 / 6) + square * (1 / 24 + r * (1 / 120)));
}

/** exp(−t) for |t| ≤ 750 (0 and ∞ are reached before): relative error below 1.01 · 2⁻⁵³ where it is normal. NaN for NaN. */
export function expMinus(t: number): number {
  const steps = t * stepsPerUnit + toInteger - toInteger;
  const k = steps | 0;
  const j = k & 255;
  const high = tableHigh[j]!;
  const r = steps * stepHigh - t + steps * stepLow;
  return powerOfHalf(k >> 8) * (high + (tableLow[j]! + high * expm1(r)));
}
