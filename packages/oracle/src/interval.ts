import { floatTypes } from '@rectify/float';
import type { DoubleDouble, FloatFormat } from '@rectify/float';

import { divideUp, shiftDown, shiftUp } from './fixed.ts';

/** The real number ± n · 2ˢᶜᵃˡᵉ for some n in [low, high]. */
interface Interval {
  readonly negative: boolean;
  readonly low: bigint;
  readonly high: bigint;
  readonly scale: number;
}

/** An interval that contains the true value: it is in [value − error, value + error]. */
export interface Enclosure {
  readonly value: DoubleDouble;
  readonly error: number;
}

/** A function of double arguments as the wide path computes it, to any precision. */
export interface WideFunction {
  /** The result where an argument is NaN or infinite; undefined where all are finite. */
  special(x: number, dy: number): number | undefined;
  /** Bounds at finite arguments: exact, or relative width → 0 as precision grows. */
  interval(x: number, dy: number, precision: number): Interval;
}

const firstPrecision = 160;

/**
 * The correctly rounded number of a format, by Ziv's method: precision is doubled until both ends round alike. It ends,
 * because exp of a nonzero rational is transcendental: no true value is a midpoint unless the interval is exact.
 */
export function decide(
  f: WideFunction,
  x: number,
  dy: number,
  format: FloatFormat = floatTypes.float32.format,
): number {
  return decideWithRest(f, x, dy, format).due;
}

/** What a rest is known to. */
const restWidth = 2 ** -39;

/** The same with what it lacks, (true value − due) in ulps of due, known to 2⁻³⁹; 0 for specials. */
export function decideWithRest(
  f: WideFunction,
  x: number,
  dy: number,
  format: FloatFormat,
): { readonly due: number; readonly rest: number } {
  const special = f.special(x, dy);
  if (special !== undefined) return { due: special, rest: 0 };
  for (let precision = firstPrecision; ; precision *= 2) {
    const { negative, low, high, scale } = f.interval(x, dy, precision);
    const { due, rest } = roundScaled(format, low, scale);
    const upper = roundScaled(format, high, scale);
    if (due === upper.due && upper.rest - rest <= restWidth)
      return negative ? { due: -due, rest: -rest } : { due, rest };
  }
}

/**
 * An enclosure of relative width below 2⁻⁹⁹; values below 2⁻⁹⁰⁰ are given as 0 ± 2⁻⁹⁰⁰, because `lo` would underflow.
 * Specials (NaN and infinities) have error 0.
 */
export function enclose(f: WideFunction, x: number, dy: number): Enclosure {
  const special = f.special(x, dy);
  if (special !== undefined) return exactly(special);
  for (let precision = firstPrecision; ; precision *= 2) {
    const { negative, low, high, scale } = f.interval(x, dy, precision);
    if (bitLength(high) + scale < -900) return { ...exactly(negative ? -0 : 0), error: 2 ** -900 };
    if ((high - low) << 100n <= high) return toEnclosure({ negative, low, high, scale });
  }
}

/** A float32 as an enclosure without error. */
export function exactly(x: number): Enclosure {
  return { value: { hi: x, lo: 0 }, error: 0 };
}

/** a / b of intervals of integers, in units of 2^−precision. */
export function quotient(
  a: { readonly low: bigint; readonly high: bigint },
  b: { readonly low: bigint; readonly high: bigint },
  precision: number,
): { readonly low: bigint; readonly high: bigint } {
  return {
    low: shiftDown(a.low, precision) / b.high,
    high: divideUp(shiftDown(a.high, precision), b.low),
  };
}

/** n · 2ˢᶜᵃˡᵉ, n ≥ 0, rounded once to the format, ties to even, and what that lacks in ulps of it. */
function roundScaled(
  format: FloatFormat,
  n: bigint,
  scale: number,
): { readonly due: number; readonly rest: number } {
  const { precision, leastSubnormal, greatest, ulpOf } = format;
  const quantum = Math.max(bitLength(n) + scale - precision, Math.log2(leastSubnormal));
  const shift = quantum - scale;
  if (shift <= 0) return { due: Number(n) * 2 ** scale, rest: 0 };
  const units = n >> BigInt(shift);
  const remainder = n - (units << BigInt(shift));
  const twice = remainder << 1n;
  const one = 1n << BigInt(shift);
  const up = twice > one || (twice === one && (units & 1n) === 1n);
  // Both factors are doubles, and so is what they give; beyond the doubles it is ∞.
  const due = Number(up ? units + 1n : units) * 2 ** quantum;
  if (due > greatest) return { due: Infinity, rest: 0 };
  // The upper 64 bits of the remainder, less one where it was rounded up.
  const fraction = Number(shiftDown(remainder, 64 - shift)) * 2 ** -64 - (up ? 1 : 0);
  return { due, rest: fraction * (2 ** quantum / ulpOf(due)) };
}

function toEnclosure({ negative, low, high, scale }: Interval): Enclosure {
  // The ends, outwards to 256 bits; then middle and half width in units of 2^unit.
  const excess = Math.max(bitLength(high) - 256, 0);
  const floor = shiftDown(low, -excess);
  const ceiling = shiftUp(high, -excess);
  const unit = 2 ** (scale + excess - 1);
  const middle = floor + ceiling;
  const hi = Number(middle);
  const lo = Number(middle - BigInt(hi));
  // Half the width, what rounding lo loses, and room for the roundings of this line.
  const error = (Number(ceiling - floor) + Math.abs(lo) * 2 ** -53) * (1 + 2 ** -50);
  const sign = negative ? -unit : unit;
  return { value: { hi: hi * sign, lo: lo * sign }, error: error * unit };
}

function bitLength(n: bigint): number {
  return n.toString(2).length;
}
