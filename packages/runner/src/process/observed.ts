import type { DType, TypedArray } from '@rectify/backend';
import type { Observation } from '@rectify/conformance';
import { floatTypes } from '@rectify/float';

/** What came back, as an observation: the right array itself, or what is wrong with it. */
export function checked(y: unknown, dtype: DType, length: number): Observation {
  const { arrays, codec } = floatTypes[dtype];
  // By name, because an array may come from another realm (a VM context).
  const name = Object.prototype.toString.call(y).slice('[object '.length, -1);
  if (!ArrayBuffer.isView(y) || name !== arrays.name)
    return { kind: 'errored', message: `returned ${name}, but ${dtype} is due as ${arrays.name}` };
  const found = (y.byteLength * 8) / codec.width;
  return found === length
    ? { kind: 'returned', y: y as TypedArray }
    : { kind: 'errored', message: `returned ${found} elements for ${length}` };
}

/** The same with a copy of the array, because a kernel may hand out the same one again and write into it. */
export function observed(y: unknown, dtype: DType, length: number): Observation {
  const seen = checked(y, dtype, length);
  if (seen.kind === 'errored') return seen;
  const copy = floatTypes[dtype].arrays.make(length);
  const { buffer, byteOffset, byteLength } = seen.y;
  new Uint8Array(copy.buffer).set(new Uint8Array(buffer, byteOffset, byteLength));
  return { kind: 'returned', y: copy };
}
