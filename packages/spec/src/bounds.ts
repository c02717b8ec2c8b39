import { type DType, dtypes, floatTypes } from '@rectify/float';
import type { PerDType } from './types.ts';

function perDType(of: (dtype: DType) => number): PerDType {
  return Object.fromEntries(dtypes.map((dtype) => [dtype, of(dtype)])) as PerDType;
}

/** The same bound in ULP for every dtype, because an ULP is one of the dtype; but for exceptions by name. */
export function everyDType(bound: number, exceptions: Partial<PerDType> = {}): PerDType {
  return perDType((dtype) => exceptions[dtype] ?? bound);
}

/** A bound that follows from the precision. */
export interface Bound {
  readonly values: PerDType;
  /** As texts have it: that of the first dtype, and those of the others in brackets. */
  readonly first: string;
  readonly others: string;
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

function powerOfTwo(exponent: number): string {
  const digits = Array.from(String(Math.abs(exponent)), (digit) => superscripts[Number(digit)]);
  return `2${exponent < 0 ? '⁻' : ''}${digits.join('')}`;
}

/** One text of each dtype: that of the first, and those of the others in brackets. */
function textsOf(textOf: (dtype: DType) => string): Pick<Bound, 'first' | 'others'> {
  const [first, ...others] = dtypes.map((dtype) => ({ dtype, text: textOf(dtype) }));
  return {
    first: first?.text ?? '',
    others: `(${others.map(({ dtype, text }) => `${dtype} ${text}`).join(', ')})`,
  };
}

const precisionOf = (dtype: DType): number => floatTypes[dtype].format.precision;

/** The bound 2ⁿ of each dtype, where n follows from its precision. */
function boundOf(exponentOf: (precision: number) => number): Bound {
  const exponent = (dtype: DType): number => exponentOf(precisionOf(dtype));
  return {
    values: perDType((dtype) => 2 ** exponent(dtype)),
    ...textsOf((dtype) => powerOfTwo(exponent(dtype))),
  };
}

/** A bound in ULP with its texts; those that equal the first are not named. */
function ulpBound(values: PerDType): Bound {
  const first = String(values.float32);
  const others = dtypes.filter((dtype) => values[dtype] !== values.float32);
  return {
    values,
    first,
    others:
      others.length === 0
        ? ''
        : ` (${others.map((dtype) => `${dtype} ${values[dtype]}`).join(', ')})`,
  };
}

/**
 * Bounds of accuracy that the Web Platform Tests for WebNN have, in ULP of float32 and float16; other dtypes of 16 bits take
 * that of float16, longer ones that of float32.
 */
export function webnnBound(float32: number, float16: number): Bound {
  return ulpBound(perDType((dtype) => (floatTypes[dtype].codec.width === 16 ? float16 : float32)));
}

/** The unit roundoff u = 2⁻ᵖ. */
const unitOf = (dtype: DType): number => 2 ** -precisionOf(dtype);

/**
 * What differentiating from an output of at most B ULP can be off by, relative to dy: c·(2B + 4)·u, where the slope is
 * y(1 − y), c = 1, or 1 − y², c = 2, and all outputs are within the range of the function. With δ the error of y, at most
 * 2Bu, for the ulp of 1 is 2u: |ŷ(1 − ŷ) − y(1 − y)| = |δ|·|1 − y − ŷ| ≤ |δ|, and |ŷ² − y²| = |δ|·|y + ŷ| ≤ 2|δ|. The
 * roundings, each of relative size u: those of 1 − y, the product and the product with dy, 3u·y(1 − y) ≤ 0.8u; those of y²,
 * the difference and the product with dy, u·y² + 2u·(1 − y²) ≤ 2.1u; so 2cB·u + 1.1cu. A subnormal dx is rounded to whole
 * least subnormals η, two products to η together: where that is more than B ULP allow beside the rest, the rest is more
 * than (B − 1)η, and η less than a (B − 1)th of it, at most 2.4cu for B ≥ 10. In all c(2B + 3.5)u.
 */
export function fromOutput({ values }: Bound, c: 1 | 2): Bound {
  const units = (dtype: DType): number => c * (2 * values[dtype] + 4);
  return {
    values: perDType((dtype) => units(dtype) * unitOf(dtype)),
    ...textsOf((dtype) => `${units(dtype)}·${powerOfTwo(-precisionOf(dtype))}`),
  };
}

/** Every bound that follows from the precision p of the dtype. */
export const bounds: Readonly<Record<'saturation' | 'tiny' | 'cancellation', Bound>> = {
  /** A quarter of the distance from 1 at which rounding to it begins. */
  saturation: boundOf((p) => -(p + 3)),
  /** Below it x³/3 is a third of an ULP of x at most. */
  tiny: boundOf((p) => -Math.ceil(p / 2)),
  /**
   * Two units in the last place of 1, 4u: what differentiating from a correctly rounded output stays within. As in
   * `fromOutput`, with an error of y of u/2 at most: y(1 − y) comes to 1.3u, 1 − y² to (2 + y − y²)u ≤ 2.3u, and a subnormal dx
   * adds a third of that where 4 ULP are not enough.
   */
  cancellation: boundOf((p) => 2 - p),
};
