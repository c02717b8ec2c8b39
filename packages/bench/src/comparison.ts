import type { ComparisonPlan } from '@rectify/record';
import { quantile } from 'simple-statistics';
import { below, seeded } from './random.ts';
import { median } from './statistics.ts';

export type SideName = 'a' | 'b';

export const defaultPlan: ComparisonPlan = {
  pairs: 10,
  mostPairs: 20,
  blocks: 8,
  lapNs: 2_000_000,
  sampleNs: 200_000,
};

/** Nanoseconds per call that each side gave in the two laps of a block. */
export type LapBlock = Readonly<Record<SideName, readonly number[]>>;

/**
 * Whose lap it is in each block of a pair: a b b a or b a a b, at random, so that neither side gains from drift, from
 * coming first, or from what the other leaves in the caches.
 */
export function planLaps(
  { blocks }: ComparisonPlan,
  pair: number,
  seed: number,
): readonly SideName[][] {
  const random = seeded(seed ^ Math.imul(pair + 1, 0x9e37_79b9));
  return Array.from({ length: blocks }, () =>
    below(random, 2) === 0 ? ['a', 'b', 'b', 'a'] : ['b', 'a', 'a', 'b'],
  );
}

/** Samples in a lap of a kernel of this speed. */
export function samplesPerLap({ lapNs, sampleNs }: ComparisonPlan, callNs: number): number {
  return Math.max(2, Math.round(lapNs / Math.max(callNs, sampleNs)));
}

/**
 * What a pair of processes says: the median over its blocks of the logarithm of B's time over A's. In a block each side is
 * taken at its lower quartile, because whatever else runs on a machine only ever adds time.
 */
export function logRatioOf(blocks: readonly LapBlock[]): number {
  return median(blocks.map(({ a, b }) => Math.log(quantile(b, 0.25) / quantile(a, 0.25))));
}
