import type { Bits, DType } from './dtype.ts';
import { floatTypes } from './dtypes/index.ts';

/** Hex digits of a dtype's full width. */
const digitsOf = (dtype: DType): number => floatTypes[dtype].codec.width / 4;

/** Bits as `0x` and lower-case hex digits of the dtype's full width, e.g. `0x3f800000`. */
export function formatHex<D extends DType>(dtype: D, bits: Bits<D>): string {
  return `0x${bits.toString(16).padStart(digitsOf(dtype), '0')}`;
}

/** The bits that `formatHex` wrote (upper case is read too); undefined for any other text. */
export function parseHex<D extends DType>(dtype: D, text: string): Bits<D> | undefined;
export function parseHex(dtype: DType, text: string): number | bigint | undefined {
  if (!/^0x[\da-f]+$/i.test(text) || text.length !== 2 + digitsOf(dtype)) return undefined;
  // A number holds 32 bits; where there are more it is a bigint.
  return floatTypes[dtype].codec.width > 32 ? BigInt(text) : Number(text);
}
