import { bitsOf, dtypes, formatHex, fromBits, floatTypes } from '@rectify/float';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalOf, showFloat, showUlp } from './decimals.ts';

const hexOf = (x: number): string => formatHex('float32', bitsOf(x));

describe('decimalOf', () => {
  it('identifies every float32, and no shorter one does', () => {
    fc.assert(
      fc.property(fc.nat(0xffffffff), (bits) => {
        const x = fromBits(bits);
        fc.pre(Number.isFinite(x) && x !== 0);
        const decimal = decimalOf('float32', hexOf(x)) ?? '';
        expect(bitsOf(Number(decimal))).toBe(bits);
        const digits = decimal
          .replace(/e.*/, '')
          .replaceAll(/\D/g, '')
          .replace(/^0+/, '')
          .replace(/0+$/, '');
        if (digits.length > 1)
          expect(bitsOf(Number(x.toPrecision(digits.length - 1)))).not.toBe(bits);
      }),
    );
  });

  it.each([
    [0.1, '0.1'],
    [-0, '-0'],
    [Infinity, 'Infinity'],
    [2 ** -149, '1e-45'],
    [88.72284, '88.72284'],
  ])('%s', (x, text) => {
    expect(decimalOf('float32', hexOf(x))).toBe(text);
  });

  it('reads every dtype', () => {
    const third: Record<string, string> = {
      float32: '0.33333334',
      float16: '0.3333',
      bfloat16: '0.334',
      float64: '0.3333333333333333',
    };
    for (const dtype of dtypes) {
      const hex =
        dtype === 'float64'
          ? formatHex(dtype, floatTypes[dtype].codec.encode(1 / 3))
          : formatHex(dtype, floatTypes[dtype].codec.encode(1 / 3));
      expect(decimalOf(dtype, hex)).toBe(third[dtype]);
    }
  });

  it('shows NaN with its bits, and leaves alone what is not of the dtype', () => {
    expect(showFloat('float32', '0xffc00001')).toBe('NaN 0xffc00001');
    expect(showFloat('float32', '0x3f80')).toBe('0x3f80');
    expect(decimalOf('float32', 'one')).toBeUndefined();
  });
});

it('showUlp keeps what tells something', () => {
  expect([0.5, 41.53, 8388608, 3.4e9, Infinity, NaN].map(showUlp)).toEqual([
    '0.50',
    '41.5',
    '8388608',
    '3.4e+9',
    '∞',
    'NaN',
  ]);
});
