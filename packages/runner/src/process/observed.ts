import type { DType } from '@rectify/backend';
import type { Observation } from '@rectify/conformance';
import { floatTypes } from '@rectify/float';

/** What came back, as an observation: a copy of the right array, or what is wrong with it. */
export function observed(y: unknown, dtype: DType, length: number): Observation {
  const { name: due } = floatTypes[dtype].arrays;
  // By name, because an array may come from another realm (a VM context).
  const name = Object.prototype.toString.call(y).slice('[object '.length, -1);
  if (!ArrayBuffer.isView(y) || name !== due)
    return { kind: 'errored', message: `returned ${name}, but ${dtype} is due as ${due}` };
  // A copy, because a kernel may hand out the same array again and write into it.
  const { arrays, codec } = floatTypes[dtype];
  const copy = arrays.make((y.byteLength * 8) / codec.width);
  new Uint8Array(copy.buffer).set(new Uint8Array(y.buffer, y.byteOffset, y.byteLength));
  return copy.length === length
    ? { kind: 'returned', y: copy }
    : { kind: 'errored', message: `returned ${copy.length} elements for ${length}` };
}
