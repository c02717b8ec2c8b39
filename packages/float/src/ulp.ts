import type { DoubleDouble } from './real.ts';
import { roundToFloat32 } from './real.ts';

const single = new Float32Array(1);
const word = new Int32Array(single.buffer);

/** ulp by exponent field: 2⁻¹⁴⁹ for subnormals and the first normal binade, none for the field of ∞ and NaN. */
const ulps = Float64Array.from({ length: 256 }, (_, field) =>
  field === 255 ? NaN : 2 ** (Math.max(field, 1) - 150),
);

/**
 * The distance between the floats of the binade that `due` is in: 2⁻²³ for 1, 2⁻¹⁴⁹ for subnormals and zeros.
 * NaN where there is none, for ±∞ and NaN.
 */
export function ulpOf(due: number): number {
  single[0] = due;
  return ulps[((word[0] ?? 0) >>> 23) & 255] ?? NaN;
}

/**
 * Signed error of `got` in ulps of `due`, (got − exact) / ulp(due), where `due` is `exact` correctly rounded.
 * An equal infinity, and NaN where NaN is due, give 0; any other case with a NaN gives +∞, and an infinity
 * against anything else one of its sign.
 */
export function signedUlpError(got: number, exact: number, due: number): number {
  const error = (got - exact) / ulpOf(due);
  return Number.isFinite(error) ? error : specialError(got, due);
}

/** Magnitude of the error of `got` against a real value, in ulps of that value correctly rounded. Specials as in `signedUlpError`. */
export function ulpError(got: number, exact: DoubleDouble): number {
  const due = roundToFloat32(exact);
  const error = Math.abs(got - exact.hi - exact.lo) / ulpOf(due);
  return Number.isFinite(error) ? error : Math.abs(specialError(got, due));
}

function specialError(got: number, due: number): number {
  if (Object.is(got, due)) return 0;
  if (Number.isNaN(got) || Number.isNaN(due)) return Infinity;
  return got > due ? Infinity : -Infinity;
}
