import type { FloatFormat } from './float-type.ts';
import type { DoubleDouble } from './real.ts';
import { roundReal } from './real.ts';

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
 * Signed error of `got` in ulps of `due`, (got − exact) / ulp(due), where `due` is `exact` correctly rounded; `ulp` is
 * that of float32 unless given.
 * An equal infinity, and NaN where NaN is due, give 0; any other case with a NaN gives +∞, and an infinity
 * against anything else one of its sign.
 */
export function signedUlpError(
  got: number,
  exact: number,
  due: number,
  ulp: number = ulpOf(due),
): number {
  const error = (got - exact) / ulp;
  return Number.isFinite(error) ? error : specialError(got, due);
}

/**
 * Magnitude of the error of `got` against a real value, in ulps of that value correctly rounded to a format of at most 51
 * bits. Specials as in `signedUlpError`.
 */
export function ulpError(
  got: number,
  exact: DoubleDouble,
  format: Pick<FloatFormat, 'round' | 'ulpOf'> = { round: Math.fround, ulpOf },
): number {
  const due = roundReal(exact, format);
  const error = Math.abs(got - exact.hi - exact.lo) / format.ulpOf(due);
  return Number.isFinite(error) ? error : Math.abs(specialError(got, due));
}

function specialError(got: number, due: number): number {
  if (Object.is(got, due)) return 0;
  if (Number.isNaN(got) || Number.isNaN(due)) return Infinity;
  return got > due ? Infinity : -Infinity;
}
