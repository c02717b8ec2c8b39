import type { Bits } from './codecs.ts';
import { codecs } from './codecs.ts';
import type { DType } from './dtype.ts';

/** Bits as `0x` and lower-case hex digits of the dtype's full width, e.g. `0x3f800000`. */
export function formatHex<D extends DType>(dtype: D, bits: Bits<D>): string {
  return `0x${bits.toString(16).padStart(codecs[dtype].width / 4, '0')}`;
}

/** The bits that `formatHex` wrote (upper case is read too); undefined for any other text. */
export function parseHex<D extends DType>(dtype: D, text: string): Bits<D> | undefined;
export function parseHex(dtype: DType, text: string): number | bigint | undefined {
  if (!/^0x[\da-f]+$/i.test(text) || text.length !== 2 + codecs[dtype].width / 4) return undefined;
  return dtype === 'float64' ? BigInt(text) : Number(text);
}
