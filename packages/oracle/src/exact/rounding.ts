import type { FloatFormat } from '@rectify/float';
import { bitLength, shiftDown } from './fixed.ts';
import { fromDouble, negate, type RealInterval } from './interval.ts';

/**
 * What every number between the bounds is rounded to, ties to even, if they are all rounded alike. Open bounds are left out,
 * but for one without width.
 */
export function roundBounds(
  format: FloatFormat,
  bounds: RealInterval,
  open: boolean,
): number | undefined {
  const { low, high, scale } = bounds;
  if (low < 0n) {
    if (high > 0n) return undefined;
    const mirrored = roundBounds(format, negate(bounds), open);
    return mirrored === undefined ? undefined : -mirrored;
  }
  const inwards = open && low !== high ? 1n : 0n;
  const due = roundMagnitude(format, low, scale, inwards);
  return due === roundMagnitude(format, high, scale, -inwards) ? due : undefined;
}

/** n · 2ˢᶜᵃˡᵉ, n ≥ 0, rounded once, ties to even; `beside` says to which side of that, and how little, the number lies. */
function roundMagnitude(format: FloatFormat, n: bigint, scale: number, beside: bigint): number {
  if (n === 0n && beside === 0n) return 0;
  const { precision, leastSubnormal, greatest } = format;
  const quantumOf = (m: bigint, unit: number): number =>
    Math.max(bitLength(m) + unit - precision, Math.log2(leastSubnormal));
  if (beside !== 0n) {
    // An eighth of a unit, and of what is rounded to: no midpoint is so near, but n.
    const finer = Math.max(scale - quantumOf(n, scale), 0) + 3;
    return roundMagnitude(format, (n << BigInt(finer)) + beside, scale - finer, 0n);
  }
  const quantum = quantumOf(n, scale);
  const shift = BigInt(Math.max(quantum - scale, 0));
  const units = n >> shift;
  const twice = (n - (units << shift)) << 1n;
  const half = 1n << shift;
  const up = twice > half || (twice === half && (units & 1n) === 1n);
  // Both factors are doubles, and so is what they give; beyond the doubles it is ∞.
  const due = Number(up ? units + 1n : units) * 2 ** (scale + Number(shift));
  return due > greatest ? Infinity : due;
}

/** What a rest is known to. */
const restWidth = 2 ** -39;

/** (true value − due) in ulps of due, if that is known to 2⁻³⁹; 0 for an infinite due. */
export function restOf(format: FloatFormat, bounds: RealInterval, due: number): number | undefined {
  if (!Number.isFinite(due)) return 0;
  const negative = due < 0 || Object.is(due, -0);
  const { low, high, scale } = negative ? negate(bounds) : bounds;
  const whole = fromDouble(Math.abs(due));
  const unit = Math.log2(format.ulpOf(due)) - 64;
  const lackOf = (n: bigint): number =>
    Number(shiftDown(n, scale - unit) - shiftDown(whole.low, whole.scale - unit)) * 2 ** -64;
  const rest = lackOf(low);
  if (lackOf(high) - rest > restWidth) return undefined;
  return negative ? -rest : rest;
}
