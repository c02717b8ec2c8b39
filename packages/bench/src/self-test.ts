import type { Demands, Trust } from '@rectify/record';
import { effectOf, verdictOf } from './effect.ts';
import { below, seeded } from './random.ts';

/** False alarms in a hundred comparisons of identical code, and found ones in a hundred of slowed code, that are demanded. */
const budget = { falseAlarms: 0.01, found: 0.95 };

/** What others need to know of a self-test. */
export function trustOf({
  backend,
  falseAlarms,
  found,
  smallest,
  identical,
}: Omit<Trust, 'comparisons'> & { readonly identical: readonly unknown[] }): Trust {
  return { backend, falseAlarms, found, smallest, comparisons: identical.length };
}

/** Whether answers of this machine may be used: few false alarms, and slow-downs found. */
export function isWithinBudget({ falseAlarms, found, comparisons }: Trust): boolean {
  return falseAlarms <= budget.falseAlarms * comparisons && found >= budget.found * comparisons;
}

/** Demands that ask for no less than what can be seen; `smallest` null sees nothing. */
export function widened(demands: Demands, { smallest }: Trust): Demands {
  const least = smallest ?? Infinity;
  return {
    ...demands,
    change: Math.max(demands.change, least),
    excluded: Math.max(demands.excluded, least),
  };
}

/** Changes that are tried for the smallest that can be seen. */
const changes = [0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.5, 1];

/** How often a change must be found to count as one that can be seen, and in how many trials. */
const sight = 0.95;
const trials = 200;

/**
 * The smallest slow-down that 95 of 100 comparisons would find, by what pairs of processes of identical code showed: pairs
 * are drawn from them again and again, with the slow-down added to their logarithms. Null where none tried is found so often.
 * @param logRatios of all pairs of identical sides, at least one
 * @param pairs in a run, and in its confirmation
 */
export function smallestSeen(
  logRatios: readonly number[],
  pairs: number,
  demands: Demands,
  seed: number,
): number | null {
  const random = seeded(seed);
  const run = (change: number): readonly number[] =>
    Array.from(
      { length: pairs },
      () => (logRatios[below(random, logRatios.length)] ?? NaN) + Math.log1p(change),
    );
  const isSeen = (change: number): boolean => {
    const found = Array.from({ length: trials }, () =>
      verdictOf(effectOf(run(change), demands), effectOf(run(change), demands), demands),
    ).filter((verdict) => verdict === 'slower');
    return found.length >= sight * trials;
  };
  return changes.find(isSeen) ?? null;
}
