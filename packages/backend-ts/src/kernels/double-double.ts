/** An unevaluated sum of two doubles, |lo| ≤ ulp(hi)/2: about 106 bits. Used while tables are built, never in `run`. */
export interface DoubleDouble {
  readonly hi: number;
  readonly lo: number;
}

export const one: DoubleDouble = { hi: 1, lo: 0 };

/** a + b exactly (Knuth's TwoSum). */
function twoSum(a: number, b: number): DoubleDouble {
  const hi = a + b;
  const t = hi - a;
  return { hi, lo: a - (hi - t) + (b - t) };
}

/** Veltkamp's split: the upper 26 bits of `a`. */
function upper(a: number): number {
  const t = a * 134217729;
  return t - (t - a);
}

/** a · b exactly (Dekker), as long as nothing under- or overflows. */
function twoProduct(a: number, b: number): DoubleDouble {
  const hi = a * b;
  const ah = upper(a);
  const al = a - ah;
  const bh = upper(b);
  const bl = b - bh;
  return { hi, lo: ah * bh - hi + ah * bl + al * bh + al * bl };
}

/** a + b, relative error below 2⁻¹⁰⁰ where they do not cancel. */
export function add(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const s = twoSum(a.hi, b.hi);
  return twoSum(s.hi, s.lo + (a.lo + b.lo));
}

export function negate(a: DoubleDouble): DoubleDouble {
  return { hi: -a.hi, lo: -a.lo };
}

/** a · b, relative error below 2⁻¹⁰⁰. */
export function multiply(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const p = twoProduct(a.hi, b.hi);
  return twoSum(p.hi, p.lo + (a.hi * b.lo + a.lo * b.hi));
}

/** a / b, relative error below 2⁻¹⁰⁰: two steps of long division. */
export function divide(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const q = a.hi / b.hi;
  const rest = add(a, negate(multiply(b, { hi: q, lo: 0 })));
  return twoSum(q, rest.hi / b.hi);
}

/** a · 2ᵏ for a power of two, exact. */
export function scale(a: DoubleDouble, power: number): DoubleDouble {
  return { hi: a.hi * power, lo: a.lo * power };
}
