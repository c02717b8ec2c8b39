import { type DType, dtypes, floatTypes } from '@rectify/float';
import type { PerDType } from './types.ts';

function perDType(of: (dtype: DType) => number): PerDType {
  return Object.fromEntries(dtypes.map((dtype) => [dtype, of(dtype)])) as PerDType;
}

/** The same bound in ULP for every dtype, because an ULP is one of the dtype; but for exceptions by name. */
export function everyDType(bound: number, exceptions: Partial<PerDType> = {}): PerDType {
  return perDType((dtype) => exceptions[dtype] ?? bound);
}

/** A power of two that follows from the precision. */
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

/** The bound 2ⁿ of each dtype, where n follows from its precision. */
function boundOf(exponentOf: (precision: number) => number): Bound {
  const exponent = (dtype: DType): number => exponentOf(floatTypes[dtype].format.precision);
  const [first, ...others] = dtypes.map((dtype) => ({ dtype, text: powerOfTwo(exponent(dtype)) }));
  return {
    values: perDType((dtype) => 2 ** exponent(dtype)),
    first: first?.text ?? '',
    others: `(${others.map(({ dtype, text }) => `${dtype} ${text}`).join(', ')})`,
  };
}

/** Every bound that follows from the precision p of the dtype. */
export const bounds: Readonly<Record<'saturation' | 'tiny' | 'cancellation', Bound>> = {
  /** A quarter of the distance from 1 at which rounding to it begins. */
  saturation: boundOf((p) => -(p + 3)),
  /** Below it x³/3 is a third of an ULP of x at most. */
  tiny: boundOf((p) => -Math.ceil(p / 2)),
  /** Two units in the last place of 1: what a cancellation leaves. */
  cancellation: boundOf((p) => 2 - p),
};
