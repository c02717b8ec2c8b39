/**
 * exp by integer arithmetic to any precision. A real number is held as an integer count of units 2⁻ᵖ; every
 * operation rounds down by less than one unit, so that errors are counted and not estimated.
 */

/** floor(n · 2ˢʰⁱᶠᵗ). */
export function shiftDown(n: bigint, shift: number): bigint {
  return shift < 0 ? n >> BigInt(-shift) : n << BigInt(shift);
}

/** ceil(n · 2ˢʰⁱᶠᵗ). */
export function shiftUp(n: bigint, shift: number): bigint {
  return shift < 0 ? -(-n >> BigInt(-shift)) : n << BigInt(shift);
}

/** floor(n / d) of d > 0. */
export function divideDown(n: bigint, d: bigint): bigint {
  return n < 0n ? -((d - 1n - n) / d) : n / d;
}

/** ceil(n / d) of d > 0. */
export function divideUp(n: bigint, d: bigint): bigint {
  return -divideDown(-n, d);
}

const view = new DataView(new ArrayBuffer(8));

/** Bits of |n|; 0 for 0. */
export function bitLength(n: bigint): number {
  if (n < 0n) return bitLength(-n);
  const nearest = Number(n);
  if (nearest === 0) return 0;
  if (nearest === Infinity) return 1000 + bitLength(n >> 1000n);
  view.setFloat64(0, nearest);
  const bits = (view.getUint16(0) >> 4) - 1022;
  // All ones are rounded up to a power of two.
  return nearest === 2 ** (bits - 1) && BigInt(nearest) > n ? bits - 1 : bits;
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

/** exp(t) lies in [low, high] · 2ˢᶜᵃˡᵉ; for t = 0 both are 1. */
export interface ExpBounds {
  readonly low: bigint;
  readonly high: bigint;
  readonly scale: number;
}

/** |t| from which on exp(t) is beyond everything that is asked for. */
const farthest = 12;
const halvings = 8;
const guard = 32;

/**
 * Bounds of exp(t) for t = n · 2ᵉ, at most 3 units of 2^−precision apart at a value above ½ of which a power of two is
 * split off (to t = −2¹²: anything between 0 and 2^−4096). `precision` is at most 2²⁰. Throws from t = 2¹² on.
 */
export function expBounds(n: bigint, exponent: number, precision: number): ExpBounds {
  const one = 1n << BigInt(precision);
  if (n === 0n) return { low: one, high: one, scale: -precision };
  if (bitLength(n) + exponent > farthest) {
    if (n < 0n) return { low: 0n, high: 1n, scale: -(2 ** farthest) };
    throw new RangeError('exp of more than 4096: divide by exp of its negative instead');
  }

  // exp(t) = 2^−k · exp(−r) with r = −t − k ln 2, in units of 2^−q.
  const q = precision + guard;
  const whole = shiftDown(-n, exponent + q); // under 1 off
  const k = divideDown(whole, ln2(q)); // below 2¹³
  const r = whole - k * ln2(q); // under 1 + 2¹³ off
  // With expFixed's 2²⁸ that is under the 2³² units of the guard, of which one more goes in the shift.
  const rounded = expFixed(r, q) >> BigInt(guard);
  return { low: rounded - 1n, high: rounded + 2n, scale: -precision - Number(k) };
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
