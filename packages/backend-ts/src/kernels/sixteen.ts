export type DType16 = 'float16' | 'bfloat16';

/** Loops over the bits of a 16-bit dtype. */
export interface Loops16 {
  readonly forward: (x: Uint16Array, y: Uint16Array) => void;
  readonly vjp: (x: Uint16Array, dy: Uint16Array, dx: Uint16Array) => void;
}

/** What float64 gives for every number of the dtype: the tables are made of it. */
interface Wide {
  readonly forward: (x: Float64Array, y: Float64Array) => void;
  readonly vjp: (x: Float64Array, dy: Float64Array, dx: Float64Array) => void;
}

/** relu on bits; the magnitudes of numbers end at those of ∞. */
export function reluLoops16(dtype: DType16): Loops16 {
  const infinity = floatTypes[dtype].codec.encode(Infinity);
  const quietNaN = floatTypes[dtype].codec.encode(NaN);
  const sign = 0x8000;
  return {
    forward(x, y) {
      for (let i = 0; i < y.length; i++) {
        const v = x[i]!;
        y[i] = v >= sign && v <= sign + infinity ? 0 : v;
      }
    },
    vjp(x, dy, dx) {
      for (let i = 0; i < dx.length; i++) {
        const v = x[i]!;
        const isNaN = (v & 0x7fff) > infinity;
        dx[i] = isNaN ? quietNaN : v > 0 && v < sign ? dy[i]! : 0;
      }
    },
  };
}

/**
 * Kernels of an op whose slope is even and peaks at 0 by table: of the results, and for vjp of the derivatives in double, whose
 * product with dy is rounded once more. No double of either is the middle of two numbers of 16 bits unless the true value is, so
 * that rounding it is right.
 */
export function tabulated(dtype: DType16, wide: Wide): Loops16 {
  const { encode, decode } = floatTypes[dtype].codec;
  const numbers = Float64Array.from({ length: 2 ** 16 }, (_, bits) => decode(bits));
  const results = new Float64Array(numbers.length);
  wide.forward(numbers, results);
  const table = Uint16Array.from(results, encode);
  const ones = new Float64Array(numbers.length).fill(1);
  const slopes = new Float64Array(numbers.length);
  wide.vjp(numbers, ones, slopes);
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
import { floatTypes } from '@rectify/float';
