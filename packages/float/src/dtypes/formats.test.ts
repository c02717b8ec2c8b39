import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bitsAt, bitsIn, dtypes, valueIn } from '../dtype.ts';
import { floatTypes } from './index.ts';

describe.each(dtypes)('%s', (dtype) => {
  const { precision, leastNormal, leastSubnormal, greatest, round, ulpOf, distance } =
    floatTypes[dtype].format;

  test('its bounds are numbers of it, and nothing is beyond', () => {
    for (const value of [leastNormal, leastSubnormal, greatest]) expect(round(value)).toBe(value);
    expect(round(leastSubnormal / 2)).toBe(0);
    expect(dtype === 'float64' ? greatest * 2 : round(greatest * (1 + 2 ** -precision))).toBe(
      Infinity,
    );
    expect(leastNormal / leastSubnormal).toBe(2 ** (precision - 1));
  });

  test('an ulp is the distance to the next number', () => {
    expect(ulpOf(1)).toBe(2 ** (1 - precision));
    expect(ulpOf(0)).toBe(leastSubnormal);
    expect(ulpOf(leastNormal)).toBe(leastSubnormal);
    expect(ulpOf(-leastNormal * 2)).toBe(2 * leastSubnormal);
    expect(ulpOf(Infinity)).toBeNaN();
    expect(distance(1, 1 + ulpOf(1))).toBe(1);
    expect(distance(-leastSubnormal, leastSubnormal)).toBe(2);
    expect(distance(0, -0)).toBe(0);
    expect(distance(1, NaN)).toBeNaN();
  });

  test('arrays hold rounded numbers, and give them back', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true })), (numbers) => {
        const array = floatTypes[dtype].arrays.from(numbers);
        expect([...(floatTypes[dtype].arrays.valuesOf(array) ?? [])]).toEqual(numbers.map(round));
        for (const number of numbers)
          expect(valueIn(dtype, bitsIn(dtype, number))).toBe(round(number));
      }),
    );
  });

  test('an element keeps the bits that it is made of, those of a NaN too', () => {
    const { arrays, codec } = floatTypes[dtype];
    const quiet = BigInt(bitsIn(dtype, NaN));
    const signalling = BigInt(bitsIn(dtype, Infinity)) + 1n;
    for (const bits of [quiet + 5n, signalling, quiet + 2n ** BigInt(codec.width - 1)]) {
      const given = typeof bitsIn(dtype, 1) === 'bigint' ? bits : Number(bits);
      expect(bitsAt(arrays.ofBits(given), 0)).toBe(given);
    }
    const nans = floatTypes[dtype].sampling.nans((from) => from);
    expect([...(arrays.valuesOf(nans) ?? [0])].every(Number.isNaN)).toBe(true);
  });

  test('an array of another type holds none of it', () => {
    const other = dtype === 'float32' ? new Uint16Array(1) : new Float32Array(1);
    expect(floatTypes[dtype].arrays.valuesOf(other)).toBeUndefined();
    expect(floatTypes[dtype].arrays.newValues(3).length).toBe(3);
  });
});

test.each(['float16', 'bfloat16'] as const)('%s has every number as a float32', (dtype) => {
  const bits = Uint16Array.from({ length: 2 ** 16 }, (_, i) => i);
  expect([...(floatTypes[dtype].arrays.valuesOf(bits) ?? [])]).toEqual(
    [...bits].map(floatTypes[dtype].codec.decode),
  );
});
