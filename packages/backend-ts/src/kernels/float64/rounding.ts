import { low } from '../double-double.ts';

/** v · 2ⁿ in two steps, neither of which under- or overflows where the result does not. */
export function scaled(v: number, n: number): number {
  const half = n >> 1;
  return v * 2 ** half * 2 ** (n - half);
}

/** (hi + lo) · 2ⁿ rounded once, hi > 0; |lo| ≤ ulp(hi)/2, so that hi is the sum rounded. */
export function rounded(hi: number, lo: number, n: number): number {
  const nearest = scaled(hi, n);
  // The least normal number may be what a subnormal was rounded to, without lo.
  if (nearest > 2 ** -1022) return nearest;
  // Counted in the least subnormal: a tie of hi is none where lo is not 0.
  const count = scaled(hi, Math.max(n + 1074, -200));
  const whole = count + 2 ** 52 - 2 ** 52;
  const rest = count - whole;
  const step = rest === 0.5 && lo > 0 ? 1 : rest === -0.5 && lo < 0 ? -1 : 0;
  return (whole + step) * 2 ** -1074;
}

/** (hi + lo) · 2ⁿ rounded once to a float32, hi > 0; |lo| ≤ ulp(hi)/2. */
export function roundedToFloat32(hi: number, lo: number, n: number): number {
  // 2⁻³⁰⁰ rounds to 0, as all below it do.
  const sum = scaled(hi, Math.max(n, -300));
  const nearest = Math.fround(sum);
  const rest = sum - nearest;
  // A number of float32 only where hi is the middle of the two: then lo decides.
  const other = nearest + 2 * rest;
  return other === Math.fround(other) && Math.sign(rest) === Math.sign(lo) ? other : nearest;
}

/**
 * hi + v + t with |hi| > |v| and a t that only shows where hi + v is all but half way between two doubles: one of the two,
 * with what is left in `low`.
 */
export function decided(hi: number, v: number, t: number): number {
  const sum = hi + v;
  const rest = v - (sum - hi);
  const other = sum + 2 * rest;
  if (rest === 0 || other - sum !== 2 * rest) {
    low[0] = rest + t;
    return sum;
  }
  // A tie, which t breaks: what is left is less than half way, so that no later sum makes it a tie again.
  const isOther = Math.sign(t) === Math.sign(rest);
  low[0] = (isOther ? -rest : rest) * (1 - 2 ** -52);
  return isOther ? other : sum;
}
