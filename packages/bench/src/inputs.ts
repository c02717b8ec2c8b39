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
