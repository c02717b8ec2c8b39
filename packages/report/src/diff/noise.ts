import type { KernelRequest } from '@rectify/backend';
import { sampledFactor, sharesDiffer } from '@rectify/conformance';
import type { Run, Trend } from '@rectify/record';
import { coverageOf, isThinned } from '@rectify/record';
import type { Count } from '../words/quantities.ts';

/**
 * How two figures of one kernel may be compared: `exact` where the same inputs were judged; `sampled` where others of the
 * same kind were, so that a figure moved only where chance does not explain it; `not` where the mixture of inputs differs.
 */
export type Comparability = 'exact' | 'sampled' | 'not';

/** Whether the same share of a kernel's inputs was judged: a stride leaves samples, and 16-bit dtypes, as they are. */
function haveSameExtent(before: Run, after: Run, { dtype }: KernelRequest): boolean {
  const strides = [before, after].map(({ depth, stride }) =>
    isThinned(dtype, depth, stride) ? stride : 1,
  );
  return strides[0] === strides[1];
}

/** Of profiles: the grid, dy = 1. */
export function comparabilityOfProfiles(
  before: Run,
  after: Run,
  kernel: KernelRequest,
): Comparability {
  const [was, is] = [coverageOf(before, kernel), coverageOf(after, kernel)];
  if (was === is && (was === 'all' || was === 'lines')) return 'exact';
  return comparabilityOfClauses(before, after, kernel);
}

/** Of clauses, which look at more than the grid: at drawn dy, lanes and scales, at every depth. */
export function comparabilityOfClauses(
  before: Run,
  after: Run,
  kernel: KernelRequest,
): Comparability {
  if (!haveSameExtent(before, after, kernel) || before.depth !== after.depth) return 'not';
  return before.seed === after.seed ? 'exact' : 'sampled';
}

/** An error in ULP that is of note: what is right to the bit is so at ½. */
export const noteworthy = (ulp: number): number => Math.max(ulp, 0.5);

const sign = (old: number, now: number): Trend | undefined => {
  if (old === now) return undefined;
  return now > old ? 'worse' : 'better';
};

/** Whether an error grew or fell. */
export function trendOfUlp(how: Comparability, old: number, now: number): Trend | undefined {
  switch (how) {
    case 'exact':
      return sign(old, now);
    case 'sampled': {
      const [a, b] = [noteworthy(old), noteworthy(now)];
      return Math.max(a, b) > sampledFactor * Math.min(a, b) ? sign(a, b) : undefined;
    }
    case 'not':
      return undefined;
    default:
      return how satisfies never;
  }
}

/** Whether a count of bad results grew or fell. */
export function trendOfCount(how: Comparability, old: Count, now: Count): Trend | undefined {
  if (how === 'exact' && old.of === now.of) return sign(old.count, now.count);
  if (how === 'not' || !sharesDiffer(old, now)) return undefined;
  const [a, b] = [old.count / old.of, now.count / now.of];
  return Math.max(a, b) > sampledFactor * Math.min(a, b) ? sign(a, b) : undefined;
}

/** Several trends as one: what got worse anywhere got worse. */
export function joined(found: readonly (Trend | undefined)[]): Trend | undefined {
  return (['worse', 'better', 'different'] as const).find((one) => found.includes(one));
}
