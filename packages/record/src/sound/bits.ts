import { type DType, floatTypes } from '@rectify/float';

/** Whether hex bits, where there are any, have the dtype's width. */
export function fits(dtype: DType, ...values: readonly (string | null)[]): boolean {
  const length = 2 + floatTypes[dtype].codec.width / 4;
  return values.every((hex) => hex === null || hex.length === length);
}

/** Binades of a dtype: signs and exponent fields. */
export function binadesOf(dtype: DType): number {
  return 2 * (floatTypes[dtype].line.infiniteField + 1);
}
