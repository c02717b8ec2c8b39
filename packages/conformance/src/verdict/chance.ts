import type { Finding } from '@rectify/record';

/** So many of so many. */
interface Share {
  readonly count: number;
  readonly of: number;
}

/** A figure of sampled inputs moved if it is more than this many times what it was. */
export const sampledFactor = 2;
/** Standard errors beyond which chance is no explanation: once in 30,000 comparisons. */
const significance = 4;

/** Whether two shares differ by more than chance: the pooled test of two proportions. */
export function sharesDiffer(old: Share, now: Share): boolean {
  const pooled = (old.count + now.count) / (old.of + now.of);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / old.of + 1 / now.of));
  return Math.abs(old.count / old.of - now.count / now.of) > significance * error;
}

/** Violations among the inputs that nobody looked for: the share of a sample. */
export function violationsOf({
  tested,
  violations,
  searched = { tested: 0, violations: 0 },
}: Pick<Finding, 'tested' | 'violations' | 'searched'>): Share {
  return { count: violations - searched.violations, of: tested - searched.tested };
}
