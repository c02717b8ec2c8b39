import type { DType } from '@rectify/backend';
import { floatTypes } from '@rectify/float';
import type { InputKind } from '@rectify/record';
import { seeded, unit } from './random.ts';

/**
 * Seeded inputs of mixed sign, near normal with mean 0 and standard deviation 2: where activations work, so that no
 * kernel is timed on its shortcuts for zero, saturation or subnormals alone.
 */
export function normals(length: number, seed: number): Float64Array {
  const random = seeded(seed);
  const values = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    // Four uniforms have variance 4/12, and their sum is near normal (Irwin–Hall).
    const sum = unit(random) + unit(random) + unit(random) + unit(random);
    values[i] = (sum - 2) * Math.sqrt(3) * 2;
  }
  return values;
}

/** Seeded inputs of a kind, as numbers that the dtype can round; the signs are those of `normals`. */
export function inputsOfKind(
  kind: InputKind,
  dtype: DType,
  length: number,
  seed: number,
): Float64Array {
  const values = normals(length, seed);
  switch (kind) {
    case 'mixed':
      return values;
    case 'positive':
      return values.map(Math.abs);
    case 'negative':
      return values.map((value) => -Math.abs(value));
    case 'saturated':
      // Of magnitude 20 to 83: sigmoid and tanh are at their limits, and no exponential overflows float32.
      return values.map((value) => Math.sign(value) * 20 + value * 9);
    case 'subnormal':
      // Within [2⁻³, 1) of the least normal number, whatever the magnitude was.
      return values.map(
        (value) =>
          Math.sign(value) * floatTypes[dtype].format.leastNormal * (0.125 + Math.abs(value) / 8),
      );
    case 'nan':
      return values.fill(NaN);
    default:
      return kind satisfies never;
  }
}
