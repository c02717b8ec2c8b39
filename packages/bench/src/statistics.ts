import { quantile } from 'simple-statistics';
import { below, seeded } from './random.ts';

export interface ConfidenceInterval {
  readonly low: number;
  readonly high: number;
}

const resamples = 1000;

/** The median of at least one number. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The median of the groups' medians: each group counts alike, however many values it has. */
export function medianOfMedians(groups: readonly (readonly number[])[]): number {
  return median(groups.map(median));
}

/**
 * Seeded bootstrap 95% interval of `medianOfMedians`. Groups (processes) are drawn first and values within them second,
 * because fresh processes of one program differ by more than the samples within one do.
 * @param groups at least one group, none empty
 */
export function bootstrapInterval(
  groups: readonly (readonly number[])[],
  seed: number,
): ConfidenceInterval {
  const random = seeded(seed);
  const draw = <T>(items: readonly T[]): T[] =>
    items.map(() => items[below(random, items.length)] as T);
  const medians = Array.from({ length: resamples }, () =>
    medianOfMedians(draw(groups).map((group) => draw(group))),
  );
  const centre = medianOfMedians(groups);
  // A percentile interval of few groups can miss its own estimate, which no reader expects: it is widened to it.
  return {
    low: Math.min(centre, quantile(medians, 0.025)),
    high: Math.max(centre, quantile(medians, 0.975)),
  };
}
