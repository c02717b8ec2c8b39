import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonicalise, hashOf, hashOfHashes, patterns } from './digest.ts';

const sha256 = (bytes: readonly number[]): string =>
  createHash('sha256').update(Uint8Array.from(bytes)).digest('hex');

describe('the hashes', () => {
  it('are of little-endian bytes', () => {
    expect(hashOf(Float32Array.of(1, -2))).toBe(sha256([0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]));
  });

  it('have every NaN as 7fc00000', () => {
    const floats = patterns(0x7f800001, 0x80000000, 2);
    floats.set([3], 1);
    expect(canonicalise(floats)).toBe(1);
    expect(hashOf(floats)).toBe(sha256([0, 0, 0xc0, 0x7f, 0, 0, 0x40, 0x40]));
  });

  it('are taken of hashes in their order', () => {
    const [a, b] = [sha256([1]), sha256([2])];
    const bytes = (hex: string): number[] => [...Buffer.from(hex, 'hex')];
    expect(hashOfHashes([a, b])).toBe(sha256([...bytes(a), ...bytes(b)]));
    expect(hashOfHashes([b, a])).not.toBe(hashOfHashes([a, b]));
  });
});

describe('patterns', () => {
  it('reach the highest bit pattern', () => {
    const floats = patterns(0xff7ffffe, 1, 3);
    expect([...new Uint32Array(floats.buffer)]).toEqual([0xff7ffffe, 0xff7fffff, 0xff800000]);
  });
});
