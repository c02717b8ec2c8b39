import type { TypedArray } from '@rectify/float';
import { type DType, floatTypes } from '@rectify/float';

/** One element at its place in a call. */
export interface PlacedElement {
  readonly index: number;
  /** An array of it alone, because a number loses the payload of a NaN. */
  readonly one: TypedArray;
}

/** An array of the same element throughout, but for others at their places. */
export function filled(
  dtype: DType,
  one: TypedArray,
  length: number,
  others: readonly PlacedElement[] = [],
): TypedArray {
  const array = floatTypes[dtype].arrays.make(length);
  if (length === 0) return array;
  array.set(one);
  for (let done = 1; done < length; done *= 2) array.copyWithin(done, 0, done);
  for (const { index, one: other } of others) array.set(other, index);
  return array;
}
