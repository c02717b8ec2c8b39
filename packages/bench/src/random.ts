import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

/** A seeded generator of integers: the same seed gives the same row. */
export function seeded(seed: number): RandomGenerator {
  return xoroshiro128plus(seed);
}

/** An integer in [0, n); the bias of the scaling is below n × 2⁻³². */
export function below(random: RandomGenerator, n: number): number {
  return Math.floor(unit(random) * n);
}

/** A number in [0, 1). */
export function unit(random: RandomGenerator): number {
  return (random.next() >>> 0) / 0x1_0000_0000;
}

/** The items in random order (Fisher–Yates, inside out); the argument is left as it is. */
export function shuffled<T>(random: RandomGenerator, items: readonly T[]): T[] {
  const order: T[] = [];
  for (const item of items) {
    const at = below(random, order.length + 1);
    order.push(item);
    order[order.length - 1] = order[at] as T;
    order[at] = item;
  }
  return order;
}
