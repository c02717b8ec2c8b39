import type { DType } from '@rectify/backend';
import { type Codec, floatTypes } from '@rectify/float';
import type { Loops } from './loops.ts';

/** The codec of a dtype of 16 bits, which are a number. */
export function codec16(dtype: DType): Codec<number> {
  return floatTypes[dtype].codec as Codec<number>;
}

/**
 * Kernels of an op whose slope is even and peaks at 0 by table: of the results, and for vjp of the derivatives in double, whose
 * product with dy is rounded once more. No double of either is the middle of two numbers of 16 bits unless the true value is, so
 * that rounding it is right.
 */
export function tabulated(dtype: DType, float64: Loops<Float64Array>): Loops<Uint16Array> {
  const { encode, decode } = codec16(dtype);
  const numbers = Float64Array.from({ length: 2 ** 16 }, (_, bits) => decode(bits));
  const results = new Float64Array(numbers.length);
  float64.forward(numbers, results);
  const table = Uint16Array.from(results, encode);
  const ones = new Float64Array(numbers.length).fill(1);
  const slopes = new Float64Array(numbers.length);
  float64.vjp(numbers, ones, slopes);
  const peak = slopes[0]!;
  slopes.forEach((slope, bits) => {
    const x = Math.abs(numbers[bits]!);
    // Less than f′(0), however little: that decides ties of dy · f′(0).
    if (slope === peak && x > 0) slopes[bits] = slope * (1 - 2 ** -53);
    // More than 0, so that dy = ∞ stays ∞.
    else if (slope === 0 && x < Infinity) slopes[bits] = 2 ** -1000;
  });
  return {
    forward(x, y) {
      for (let i = 0; i < y.length; i++) y[i] = table[x[i]!]!;
    },
    vjp(x, dy, dx) {
      for (let i = 0; i < dx.length; i++) dx[i] = encode(numbers[dy[i]!]! * slopes[x[i]!]!);
    },
  };
}
