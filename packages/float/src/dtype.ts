import { floatTypes } from './dtypes/index.ts';
import type { AnyBits, TypedArray } from './float-type.ts';

/** An element type. */
export type DType = keyof typeof floatTypes;
export const dtypes = Object.keys(floatTypes) as readonly DType[];

/** The bits of an element: a bigint for float64, an unsigned integer for the others. */
export type Bits<D extends DType> = ReturnType<(typeof floatTypes)[D]['codec']['encode']>;

/** The bits of `x` rounded to a dtype that is known at run time only. */
export function bitsIn(dtype: DType, x: number): AnyBits {
  return floatTypes[dtype].codec.encode(x);
}

/** The value of bits that are of this dtype. */
export function valueIn(dtype: DType, bits: AnyBits): number {
  return floatTypes[dtype].codec.decode(bits as never);
}

/** Bits of an element of an array; a NaN keeps its payload. */
export function bitsAt(array: TypedArray, index: number): AnyBits {
  const { buffer, byteOffset, length } = array;
  if (array instanceof Float32Array) return new Uint32Array(buffer, byteOffset, length)[index] ?? 0;
  if (array instanceof Uint16Array) return array[index] ?? 0;
  return new BigUint64Array(buffer, byteOffset, length)[index] ?? 0n;
}
