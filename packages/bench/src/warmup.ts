import type { Samples } from '@rectify/record';
import { median } from './statistics.ts';

/** Samples that are compared with all that follow them. */
export const steadyWindow = 5;

/** Medians that differ by less are alike, however quiet the machine is. */
const leastTolerance = 0.02;

/**
 * Where a row of samples has become steady: the first sample from which on a window's median agrees with the median of
 * everything behind it, within three standard errors (by the median absolute deviation) or 2 %.
 * @param ns one process's samples in the order in which they were taken
 * @returns null where the second half does not agree with itself, or there are fewer than two windows
 */
export function steadyFrom(ns: readonly number[]): number | null {
  const last = Math.min(Math.floor(ns.length / 2), ns.length - 2 * steadyWindow);
  for (let start = 0; start <= last; start++) {
    const window = median(ns.slice(start, start + steadyWindow));
    const rest = ns.slice(start + steadyWindow);
    const centre = median(rest);
    const deviation = median(rest.map((one) => Math.abs(one - centre)));
    // 1.4826 makes it a standard deviation, 1.2533 / √n a median's standard error, of normal samples.
    const error = (1.4826 * 1.2533 * deviation) / Math.sqrt(Math.min(steadyWindow, rest.length));
    if (Math.abs(window - centre) <= Math.max(leastTolerance * centre, 3 * error)) return start;
  }
  return null;
}

/** The samples of a round that count. */
export function counted({ ns, warmup }: Samples): readonly number[] {
  return ns.slice(warmup);
}
