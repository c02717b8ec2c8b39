import { createHash } from 'node:crypto';
import { endianness } from 'node:os';
import { oracle } from '../src/truth.ts';
import type { Subject } from './kernels.ts';

/** The 2³² inputs are hashed in this many blocks of consecutive bit patterns; the lower half have x ≥ 0 or NaN. */
export const blocks = 2048;
/** One in this many inputs is in the strided hash. */
export const stride = 1024;

const quietNaN = 0x7fc00000;

/** Writes every NaN as 7fc00000: its bits are free otherwise. Returns how many there are. */
export function canonicalise(due: Float32Array): number {
  const bits = new Uint32Array(due.buffer, due.byteOffset, due.length);
  let count = 0;
  for (let i = 0; i < due.length; i += 1) {
    const value = due[i]!;
    if (value !== value) {
      bits[i] = quietNaN;
      count += 1;
    }
  }
  return count;
}

/** SHA-256 of floats as little-endian bytes, in hex. */
export function hashOf(floats: Float32Array): string {
  if (endianness() !== 'LE') throw new Error('The hash is defined on little-endian bytes.');
  return createHash('sha256').update(bytesOf(floats)).digest('hex');
}

/** SHA-256 over the bytes of the blocks' own digests, in order of bit pattern. */
export function hashOfHashes(digests: readonly string[]): string {
  const hash = createHash('sha256');
  for (const digest of digests) hash.update(digest, 'hex');
  return hash.digest('hex');
}

export function bytesOf(array: Float32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

/** The floats of `count` bit patterns, `step` apart. */
export function patterns(first: number, step: number, count: number): Float32Array {
  const bits = new Uint32Array(count);
  for (let i = 0; i < count; i += 1) bits[i] = first + i * step;
  return new Float32Array(bits.buffer);
}

/** SHA-256 of the results at every 1,024th bit pattern from the kernel's offset on, as `fill` and as `fillBoth` have them. */
export function stridedHashes({ op, pass, offset }: Subject): {
  readonly fill: string;
  readonly fillBoth: string;
} {
  const count = 2 ** 32 / stride;
  const truth = oracle(op, pass);
  const exact = new Float64Array(count);
  const due = new Float32Array(count);
  truth.fill(patterns(offset, stride, count), undefined, { due, exact, rest: null });
  canonicalise(due);

  const both = new Float32Array(count);
  const half = count / 2;
  truth.fillBoth(
    patterns(offset, stride, half),
    { due: both.subarray(0, half), exact: exact.subarray(0, half), rest: null },
    { due: both.subarray(half), exact: exact.subarray(half), rest: null },
  );
  canonicalise(both);
  return { fill: hashOf(due), fillBoth: hashOf(both) };
}
