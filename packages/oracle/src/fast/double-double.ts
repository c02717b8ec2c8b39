/**
 * Arithmetic on unevaluated sums of two doubles, hi + lo with |lo| ≤ ulp(hi)/2. A function returns hi and leaves lo in
 * `low[0]`, so that nothing is allocated. backend-ts has its own: what judges shares no code with what it judges.
 */

/** Low part of the last result. */
export const low: Float64Array = new Float64Array(1);

/** a + b exactly (Knuth). */
function twoSum(a: number, b: number): number {
  const hi = a + b;
  const t = hi - a;
  low[0] = a - (hi - t) + (b - t);
  return hi;
}

/** a + b exactly, for |a| ≥ |b| (Dekker). */
function fastTwoSum(a: number, b: number): number {
  const hi = a + b;
  low[0] = b - (hi - a);
  return hi;
}

/** a · b exactly (Dekker, Veltkamp), while nothing under- or overflows. */
function twoProduct(a: number, b: number): number {
  const hi = a * b;
  const at = a * 134217729;
  const bt = b * 134217729;
  const ah = at - (at - a);
  const bh = bt - (bt - b);
  const al = a - ah;
  const bl = b - bh;
  low[0] = ah * bh - hi + ah * bl + al * bh + al * bl;
  return hi;
}

/** a + b: relative error below 3 · 2⁻¹⁰⁶ where they have the same sign (Joldes, Muller, Popescu). */
export function add(ah: number, al: number, bh: number, bl: number): number {
  const sh = twoSum(ah, bh);
  const sl = low[0]!;
  const th = twoSum(al, bl);
  const tl = low[0]!;
  const vh = fastTwoSum(sh, sl + th);
  return fastTwoSum(vh, tl + low[0]!);
}

/** a · b: relative error below 2⁻¹⁰³. */
export function multiply(ah: number, al: number, bh: number, bl: number): number {
  const ph = twoProduct(ah, bh);
  return fastTwoSum(ph, low[0]! + (ah * bl + al * bh));
}

/** a / b: relative error below 2⁻¹⁰²: a quotient of doubles and its correction. */
export function divide(ah: number, al: number, bh: number, bl: number): number {
  const q = ah / bh;
  const ph = multiply(bh, bl, q, 0);
  const rest = ah - ph + (al - low[0]!);
  return fastTwoSum(q, rest / bh);
}
