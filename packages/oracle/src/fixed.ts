/**
 * exp by integer arithmetic to any precision. A real number is held as an integer count of units 2⁻ᵖ; every
 * operation rounds down by less than one unit, so that errors are counted and not estimated.
 */

const view = new DataView(new ArrayBuffer(8));

/** A finite x ≥ 0 as an integer times a power of two. */
export function toInteger(x: number): { readonly significand: bigint; readonly exponent: number } {
  if (x === 0) return { significand: 0n, exponent: 0 };
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const field = Number(bits >> 52n);
  const fraction = bits & 0xf_ffff_ffff_ffffn;
  return field === 0
    ? { significand: fraction, exponent: -1074 }
    : { significand: fraction | 0x10_0000_0000_0000n, exponent: field - 1075 };
}

/** floor(n · 2ˢʰⁱᶠᵗ). */
export function shiftDown(n: bigint, shift: number): bigint {
  return shift < 0 ? n >> BigInt(-shift) : n << BigInt(shift);
}

/** ceil(n · 2ˢʰⁱᶠᵗ). */
export function shiftUp(n: bigint, shift: number): bigint {
  return -shiftDown(-n, shift);
}

/** ceil(n / d) of n ≥ 0, d > 0. */
export function divideUp(n: bigint, d: bigint): bigint {
  return (n + d - 1n) / d;
}

const ln2s = new Map<number, bigint>();

/** ln 2 in units of 2⁻ᵖʳᵉᶜⁱˢⁱᵒⁿ, less than one unit off: 2 · Σ 3^−(2n+1) / (2n+1). */
export function ln2(precision: number): bigint {
  const known = ln2s.get(precision);
  if (known !== undefined) return known;
  // Under 2 units a term and a tail below one: 2¹⁶ units hold more than 10⁴ terms, 3 bits each.
  const guard = 16n;
  let power = (2n << (BigInt(precision) + guard)) / 3n;
  let sum = 0n;
  for (let odd = 1n; power > 0n; odd += 2n) {
    sum += power / odd;
    power /= 9n;
  }
  const value = sum >> guard;
  ln2s.set(precision, value);
  return value;
}

/** exp(−t) lies in [low, high] · 2^−(precision + shift); for t = 0 both are 1. */
export interface ExpBounds {
  readonly low: bigint;
  readonly high: bigint;
  readonly shift: number;
}

const halvings = 8;
const guard = 32;

/**
 * Bounds of exp(−t) for finite t ≥ 0, at most 3 units of 2^−precision apart at a value above ½
 * (from t = 2¹² on: anything between 0 and 2^−4096). `precision` is at most 2²⁰.
 */
export function expMinus(t: number, precision: number): ExpBounds {
  const one = 1n << BigInt(precision);
  if (t === 0) return { low: one, high: one, shift: 0 };
  if (t >= 4096) return { low: 0n, high: one, shift: 4096 };

  // exp(−t) = 2^−k · exp(−r) with r = t − k ln 2, in units of 2^−q.
  const q = precision + guard;
  const { significand, exponent } = toInteger(t);
  const whole = shiftDown(significand, exponent + q); // under 1 off
  const k = whole / ln2(q); // below 2¹³
  const r = whole - k * ln2(q); // under 1 + 2¹³ off
  // With expFixed's 2²⁸ that is under the 2³² units of the guard, of which one more goes in the shift.
  const rounded = expFixed(r, q) >> BigInt(guard);
  return { low: rounded - 1n, high: rounded + 2n, shift: Number(k) };
}

/** exp(−r) for 0 ≤ r < 1 in units of 2^−q, q ≤ 2²⁰: less than 2²⁸ units off, plus what r is off. */
export function expFixed(r: bigint, q: number): bigint {
  const unit = BigInt(q);
  // exp(−r) = exp(−part)^256; the part is under 1 off, plus a 256th of what r is.
  const part = r >> BigInt(halvings);
  // Taylor: under 3 a term, from the product, the quotient and the term before; at most q / 8 + 1 terms.
  let term = 1n << unit;
  let value = term;
  for (let n = 1n; term > 0n; n += 1n) {
    term = ((term * part) >> unit) / n;
    value += n % 2n === 0n ? term : -term;
  }
  // Each squaring doubles the error and adds one: 256 · (1 + 3 · (q / 8 + 1) + 3) < 2²⁸ in the end.
  for (let i = 0; i < halvings; i += 1) value = (value * value) >> unit;
  return value;
}
