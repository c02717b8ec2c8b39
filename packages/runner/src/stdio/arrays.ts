import type { DType, TypedArray } from '@rectify/backend';
import { floatTypes } from '@rectify/float';

const isBigEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 0;

/** Bytes of an array in the order of the wire, or back. */
function swapped(bytes: Buffer, width: number): Buffer {
  if (!isBigEndian) return bytes;
  const copy = Buffer.from(bytes);
  if (width === 2) return copy.swap16();
  return width === 4 ? copy.swap32() : copy.swap64();
}

/** An array as base64 of its little-endian elements. */
export function encodeArray(values: TypedArray): string {
  const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  return swapped(bytes, values.BYTES_PER_ELEMENT).toString('base64');
}

/** What `encodeArray` wrote; undefined when the bytes are no whole number of elements. */
export function decodeArray(dtype: DType, text: string): TypedArray | undefined {
  const bytes = Buffer.from(text, 'base64');
  const { arrays, codec } = floatTypes[dtype];
  const width = codec.width / 8;
  if (bytes.length % width !== 0) return undefined;
  const values = arrays.make(bytes.length / width);
  new Uint8Array(values.buffer).set(swapped(bytes, width));
  return values;
}
