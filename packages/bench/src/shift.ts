import type { Demands, Estimate, SpeedVerdict } from '@rectify/record';
import { estimate, excludes, isSuspect } from './effect.ts';

/**
 * What is asked of a difference between two separate runs, which nothing can confirm: more than of one that was seen within
 * one run. With five processes a side, every one of them must be slower than each of the others'.
 */
export const separateDemands: Demands = { change: 0.1, significance: 0.01, excluded: 0.1 };

/** Of the interval: either end is beyond the truth in 5 of 100, so that a change of the size of its end is excluded at 5 %. */
const intervalSignificance = 0.1;

/**
 * In what part of the orders of n and m values each number of pairs has the one of the m above that of the n: the
 * distribution of the statistic of Mann and Whitney under equal speeds.
 */
function pairWays(n: number, m: number): readonly number[] {
  // From i values of one side and j of the other, the greatest is of the first side in i of i + j orders.
  let row: readonly (readonly number[])[] = Array.from({ length: m + 1 }, () => [1]);
  for (let i = 1; i <= n; i++) {
    const next: (readonly number[])[] = [[1]];
    for (let j = 1; j <= m; j++) {
      const [above = [], left = []] = [row[j], next[j - 1]];
      next.push(
        Array.from(
          { length: i * j + 1 },
          (_, k) => (i * (above[k] ?? 0) + j * (left[k - i] ?? 0)) / (i + j),
        ),
      );
    }
    row = next;
  }
  return row[m] ?? [];
}

/** Hodges–Lehmann's shift with the rank-sum test and interval of Wilcoxon, Mann and Whitney. */
export function shiftOf(old: readonly number[], now: readonly number[]): Estimate {
  const differences = now.flatMap((after) => old.map((before) => after - before));
  return estimate(differences, pairWays(old.length, now.length), intervalSignificance);
}

/** Whether so many processes on each side can show anything at all. */
export function canShow(old: number, now: number, { significance }: Demands): boolean {
  return 2 * (pairWays(old, now)[0] ?? 1) <= significance;
}

/**
 * Slower or faster where every yardstick says so, so that neither a slow machine nor a fast copy looks like a change; the
 * same where any of them excludes one.
 */
export function verdictOfShifts(shifts: readonly Estimate[], demands: Demands): SpeedVerdict {
  const all = (sign: number): boolean =>
    shifts.every((one) => isSuspect(one, demands) && Math.sign(Math.log(one.ratio)) === sign);
  if (all(1)) return 'slower';
  if (all(-1)) return 'faster';
  return shifts.some((one) => excludes(one, demands)) ? 'same' : 'unclear';
}

/** Whether every yardstick shows a change of the demanded size, however unsure: no proof, and nothing to build on either. */
export function looksSlower(shifts: readonly Estimate[], { change }: Demands): boolean {
  return shifts.every(({ ratio }) => ratio >= 1 + change);
}
