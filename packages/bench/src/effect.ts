import type { Demands, Effect, Estimate, SpeedVerdict } from '@rectify/record';
import { median } from './statistics.ts';

export const defaultDemands: Demands = { change: 0.04, significance: 0.05, excluded: 0.1 };

/**
 * The effect in pairs of processes: Hodges–Lehmann's estimate with Wilcoxon's signed-rank test and interval, exact, because
 * a process here and there is off by far more than a normal distribution allows.
 * @param logRatios natural logarithms of B's time over A's, one for each pair, none the same as another
 */
export function effectOf(logRatios: readonly number[], { significance }: Demands): Effect {
  const pairs = logRatios.length;
  const walsh = logRatios.flatMap((a, i) => logRatios.slice(i).map((b) => (a + b) / 2));
  return { ...estimate(walsh, rankSumWays(pairs), significance), pairs };
}

/**
 * Hodges–Lehmann's estimate with the interval and probability of its rank test, exact.
 * @param contrasts logarithms whose median is the estimate, and whose number above 0 is the statistic of the test
 * @param ways the part that each value of the statistic has under equal speeds
 */
export function estimate(
  contrasts: readonly number[],
  ways: readonly number[],
  significance: number,
): Estimate {
  const sorted = contrasts.toSorted((a, b) => a - b);
  // Neither above nor below: it speaks for neither side.
  const ties = sorted.filter((one) => one === 0).length;
  const positive = sorted.filter((one) => one > 0).length + ties / 2;
  const tail = atMost(ways, Math.floor(Math.min(positive, sorted.length - positive)));
  // As many contrasts off each end as keep the tail beyond them within half the significance.
  let cut = 0;
  while (cut < sorted.length / 2 && atMost(ways, cut) <= significance / 2) cut++;
  const end = (at: number): number => Math.exp(sorted[at] ?? NaN);
  const isBounded = cut > 0;
  return {
    ratio: Math.exp(median(sorted)),
    low: isBounded ? end(cut - 1) : 0,
    high: isBounded ? end(sorted.length - cut) : Infinity,
    p: Math.min(1, 2 * tail),
  };
}

/** In how many of the 2ⁿ patterns of signs the ranks of the positive ones sum to each number, as a part of them all. */
function rankSumWays(n: number): readonly number[] {
  let ways = [1];
  for (let rank = 1; rank <= n; rank++) {
    const next = Array.from({ length: ways.length + rank }, () => 0);
    ways.forEach((part, sum) => {
      next[sum] = (next[sum] ?? 0) + part / 2;
      next[sum + rank] = (next[sum + rank] ?? 0) + part / 2;
    });
    ways = next;
  }
  return ways;
}

function atMost(ways: readonly number[], sum: number): number {
  return ways.slice(0, sum + 1).reduce((total, part) => total + part, 0);
}

const isLarge = ({ ratio }: Estimate, { change }: Demands): boolean =>
  Math.abs(Math.log(ratio)) >= Math.log1p(change);

/** Whether it leaves no room for a change of the size that must be excluded. */
export const excludes = ({ low, high }: Estimate, { excluded }: Demands): boolean =>
  high < 1 + excluded && low > 1 / (1 + excluded);

/** Whether an effect is large and sure enough to be tried again. */
export function isSuspect(effect: Estimate, demands: Demands): boolean {
  return effect.p <= demands.significance && isLarge(effect, demands);
}

/**
 * Whether more pairs are not needed: a change is suspect already; or there is none worth the name, and none that must be
 * excluded can be there.
 */
export function isDecided(effect: Effect, demands: Demands): boolean {
  return isSuspect(effect, demands) || (!isLarge(effect, demands) && excludes(effect, demands));
}

/**
 * What a comparison says: a difference where the run and its confirmation both show it, in one direction; `unclear` where
 * the last of them cannot exclude the change that it must be able to exclude.
 * @param confirmation null where the run was not suspect
 */
export function verdictOf(
  first: Effect,
  confirmation: Effect | null,
  demands: Demands,
): SpeedVerdict {
  const [one, other] = [first, confirmation].map((effect) =>
    effect !== null && isSuspect(effect, demands) ? Math.sign(Math.log(effect.ratio)) : 0,
  );
  if (one !== 0 && one === other) return one === 1 ? 'slower' : 'faster';
  return excludes(confirmation ?? first, demands) ? 'same' : 'unclear';
}
