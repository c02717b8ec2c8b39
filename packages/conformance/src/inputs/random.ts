import type { Draw } from '@rectify/float';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A generator of its own for each seed and label, so that adding one use leaves the draws of others as they were. */
export function seeded(seed: number, label: string): Draw {
  let mixed = seed | 0;
  for (const char of label) mixed = (Math.imul(mixed, 31) + (char.codePointAt(0) ?? 0)) | 0;
  const generator = xoroshiro128plus(mixed);
  return (from, to) => uniformInt(generator, from, to);
}
