import type { Bimodality } from '@rectify/record';
import { ckmeans, quantile } from 'simple-statistics';
import { median } from './statistics.ts';

/** How many values lie beyond three quartile ranges of the quartiles (Tukey's far fences). */
export function countOutliers(values: readonly number[]): number {
  const { low, high } = fences(values);
  return values.filter((value) => value < low || value > high).length;
}

function fences(values: readonly number[]): { readonly low: number; readonly high: number } {
  const [q1, q3] = [quantile([...values], 0.25), quantile([...values], 0.75)];
  return { low: q1 - 3 * (q3 - q1), high: q3 + 3 * (q3 - q1) };
}

/** Relative change from first to last that a drift must have, and the score of the Mann–Kendall test that it must exceed. */
const leastDrift = 0.05;
const driftScore = 2.2;

/**
 * Relative change from the first to the last value where they rise or fall by the Mann–Kendall test (two-sided, 3 %),
 * and by at least 5 %; otherwise 0. Fewer than five values cannot pass it.
 */
export function driftOf(values: readonly number[]): number {
  const n = values.length;
  let s = 0;
  for (let i = 0; i < n; i++)
    for (let j = i + 1; j < n; j++) s += Math.sign((values[j] ?? 0) - (values[i] ?? 0));
  const score = (Math.abs(s) - 1) / Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18);
  const change = (values.at(-1) ?? NaN) / (values[0] ?? NaN) - 1;
  const rises = Math.sign(s) === Math.sign(change);
  return score >= driftScore && rises && Math.abs(change) >= leastDrift ? change : 0;
}

/** Least samples, least share of the smaller part and least distance of the two, in standard deviations within them. */
const bimodal = { samples: 20, share: 0.15, distance: 4, ratio: 1.05 };

/**
 * Two speeds, where the best cut into two parts (k-means of the logarithms, without outliers) leaves both of a fair size
 * and far apart: Ashman's D above 4, where one normal hump cut in two has 2.7 and a flat one 3.5. Otherwise null.
 */
export function bimodalityOf(values: readonly number[]): Bimodality | null {
  if (values.length < bimodal.samples) return null;
  const { low, high } = fences(values);
  const logs = values.filter((one) => one >= low && one <= high).map(Math.log);
  if (new Set(logs).size < 2) return null;
  const [fast = [], slow = []] = ckmeans(logs, 2);
  const slowShare = slow.length / (fast.length + slow.length);
  if (Math.min(slowShare, 1 - slowShare) < bimodal.share) return null;
  const gap = mean(slow) - mean(fast);
  const distance = (Math.SQRT2 * gap) / Math.sqrt(variance(fast) + variance(slow));
  return distance > bimodal.distance && gap > Math.log(bimodal.ratio)
    ? { fast: Math.exp(median(fast)), slow: Math.exp(median(slow)), slowShare }
    : null;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, one) => sum + one, 0) / values.length;

function variance(values: readonly number[]): number {
  const centre = mean(values);
  return mean(values.map((one) => (one - centre) ** 2));
}
