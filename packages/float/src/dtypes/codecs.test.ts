import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextUp } from '../float32.ts';
import { floatTypes } from './index.ts';

const patterns = Array.from({ length: 65536 }, (_, bits) => bits);
const anyDouble = fc.oneof(
  fc.double({ noNaN: true }),
  fc.double({ min: -70_000, max: 70_000, noNaN: true }),
  fc.double({ min: -(2 ** -14), max: 2 ** -14, noNaN: true }),
);

describe.each(['float16', 'bfloat16'] as const)('%s', (dtype) => {
  const { encode, decode } = floatTypes[dtype].codec;
  const finite = patterns.filter((bits) => Number.isFinite(decode(bits)));

  it('comes back from all 65,536 patterns; NaNs as the quiet one', () => {
    const quiet = encode(NaN);
    const due = patterns.map((bits) => (Number.isNaN(decode(bits)) ? quiet : bits));
    expect(patterns.map((bits) => encode(decode(bits)))).toEqual(due);
  });

  it('grows with the bits', () => {
    const positive = finite.filter((bits) => bits < 0x8000).map(decode);
    expect(positive.every((x, i) => i === 0 || x > positive[i - 1]!)).toBe(true);
  });

  it('rounds halves to even, and what is next to them to their side', () => {
    const wrong = finite.filter((bits) => {
      if (bits >= 0x8000 || !Number.isFinite(decode(bits + 1))) return false;
      const half = (decode(bits) + decode(bits + 1)) / 2;
      const even = bits % 2 === 0 ? bits : bits + 1;
      const sticky = Math.max(half * 2 ** -52, 2 ** -1000);
      return [half, -half].some((middle, negative) => {
        const sign = negative * 0x8000;
        const away = middle < 0 ? -sticky : sticky;
        return (
          encode(middle) !== sign + even ||
          encode(middle - away) !== sign + bits ||
          encode(middle + away) !== sign + bits + 1
        );
      });
    });
    expect(wrong).toEqual([]);
  });

  it('overflows from half an ulp above the greatest', () => {
    const infinity = encode(Infinity);
    const greatest = decode(infinity - 1);
    const half = (greatest - decode(infinity - 2)) / 2;
    expect(encode(greatest + half)).toBe(infinity);
    expect(encode((greatest + half) * (1 - 2 ** -52))).toBe(infinity - 1);
    expect(encode(-Number.MAX_VALUE)).toBe(infinity + 0x8000);
    expect(decode(infinity)).toBe(Infinity);
  });
});

describe('float16', () => {
  it.runIf('f16round' in Math)('agrees with Math.f16round', () => {
    fc.assert(
      fc.property(anyDouble, (x) => {
        const { encode, decode } = floatTypes.float16.codec;
        expect(decode(encode(x))).toBe((Math as unknown as Rounding).f16round(x));
      }),
      { numRuns: 20_000 },
    );
  });

  it.runIf('Float16Array' in globalThis)('agrees with Float16Array on all patterns', () => {
    const { Float16Array } = globalThis as unknown as HalfArrays;
    const values = new Float16Array(Uint16Array.from(patterns).buffer);
    expect(patterns.map(floatTypes.float16.codec.decode)).toEqual([...values]);
  });
});

interface Rounding {
  f16round(x: number): number;
}
interface HalfArrays {
  readonly Float16Array: new (buffer: ArrayBuffer) => Iterable<number>;
}

describe('bfloat16', () => {
  it('is the upper half of a float32', () => {
    const { decode } = floatTypes.bfloat16.codec;
    const upper = patterns.map((bits) => floatTypes.float32.codec.decode(bits * 65536));
    expect(patterns.map(decode)).toEqual(upper);
  });

  it('rounds once, not by way of float32', () => {
    // Half an ulp above 1, and less than a float32 can add to that.
    expect(floatTypes.bfloat16.codec.encode(1 + 2 ** -8 + 2 ** -40)).toBe(0x3f81);
    expect(floatTypes.bfloat16.codec.encode(nextUp(1 + 2 ** -8))).toBe(0x3f81);
    expect(floatTypes.bfloat16.codec.encode(1 + 2 ** -8)).toBe(0x3f80);
  });
});

describe('float32 and float64', () => {
  it('come back from every number', () => {
    fc.assert(
      fc.property(anyDouble, (x) => {
        const [float32, float64] = [floatTypes.float32.codec, floatTypes.float64.codec];
        expect(float32.decode(float32.encode(x))).toBe(Math.fround(x));
        expect(float64.decode(float64.encode(x))).toBe(x);
      }),
    );
    expect(floatTypes.float64.codec.encode(-2)).toBe(0xc000_0000_0000_0000n);
    expect(floatTypes.float64.codec.decode(1n)).toBe(Number.MIN_VALUE);
    expect(floatTypes.float32.codec.encode(NaN)).toBe(0x7fc00000);
    expect(floatTypes.float64.codec.encode(NaN)).toBe(0x7ff8_0000_0000_0000n);
  });
});
