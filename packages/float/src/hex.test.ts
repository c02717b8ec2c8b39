import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatHex, parseHex } from './hex.ts';

describe('hex', () => {
  it('has the full width of the dtype in lower case', () => {
    expect(formatHex('float32', 0x3f800000)).toBe('0x3f800000');
    expect(formatHex('float32', 10)).toBe('0x0000000a');
    expect(formatHex('float16', 0x3c00)).toBe('0x3c00');
    expect(formatHex('bfloat16', 1)).toBe('0x0001');
    expect(formatHex('float64', 0xffn)).toBe('0x00000000000000ff');
  });

  it('is read back', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (bits) => {
        expect(parseHex('float64', formatHex('float64', bits))).toBe(bits);
        const word = Number(bits & 0xffff_ffffn);
        expect(parseHex('float32', formatHex('float32', word))).toBe(word);
        const half = word & 0xffff;
        expect(parseHex('float16', formatHex('float16', half))).toBe(half);
        expect(parseHex('bfloat16', formatHex('bfloat16', half))).toBe(half);
      }),
    );
    expect(parseHex('float32', '0x3F80000A')).toBe(0x3f80000a);
  });

  it.each([
    '',
    '0x',
    '3f800000',
    '0x3f8000',
    '0x3f8000000',
    '0x3f80000g',
    ' 0x3f800000',
    '-x3f800000',
    '1',
  ])('refuses %j', (text) => {
    expect(parseHex('float32', text)).toBeUndefined();
  });

  it('refuses another width', () => {
    expect(parseHex('float16', '0x3f800000')).toBeUndefined();
    expect(parseHex('float64', '0x3f800000')).toBeUndefined();
  });
});
