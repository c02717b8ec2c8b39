/**
 * Double-doubles: sums of two doubles hi + lo, |lo| ≤ ulp(hi)/2, about 106 bits. A function returns hi and leaves lo in
 * `low[0]`, so that `run` allocates nothing. The oracle has its own, so that a fault of one is none of the other.
 */

/** Low part of the last result. */
export const low: Float64Array = new Float64Array(1);

/** a + b exactly (Knuth's TwoSum). */
function twoSum(a: number, b: number): number {
  const hi = a + b;
  const t = hi - a;
  low[0] = a - (hi - t) + (b - t);
  return hi;
}

/** a + b exactly, |a| ≥ |b|. */
function fastTwoSum(a: number, b: number): number {
  const hi = a + b;
  low[0] = b - (hi - a);
  return hi;
}

/** a + b, relative error below 2⁻¹⁰³ where they do not cancel. */
export function add(ah: number, al: number, bh: number, bl: number): number {
  const hi = twoSum(ah, bh);
  const rest = low[0]!;
  const lo = twoSum(al, bl);
  const last = low[0]!;
  const sum = fastTwoSum(hi, rest + lo);
  return fastTwoSum(sum, low[0]! + last);
}

/** a · b, relative error below 2⁻¹⁰³, by Veltkamp's split. */
export function multiply(ah: number, al: number, bh: number, bl: number): number {
  const hi = ah * bh;
  const at = ah * 134217729;
  const bt = bh * 134217729;
  const a1 = at - (at - ah);
  const b1 = bt - (bt - bh);
  const a2 = ah - a1;
  const b2 = bh - b1;
  return fastTwoSum(hi, a1 * b1 - hi + a1 * b2 + a2 * b1 + a2 * b2 + (ah * bl + al * bh));
}

/** a / b, relative error below 2⁻¹⁰². */
export function divide(ah: number, al: number, bh: number, bl: number): number {
  const q = ah / bh;
  const hi = multiply(bh, bl, q, 0);
  return fastTwoSum(q, (ah - hi + (al - low[0]!)) / bh);
}
