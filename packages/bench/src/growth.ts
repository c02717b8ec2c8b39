import type { Growth, Series } from '@rectify/record';
import { cellKey } from './cell.ts';
import { medianOfMedians } from './statistics.ts';
import { counted } from './warmup.ts';

/** Two costs cannot be told from fewer points with anything left to judge them by. */
const leastLengths = 3;

/** Fits `callNs + elementNs · length` to every kernel that was timed at three lengths or more. */
export function growthsOf(all: readonly Series[]): readonly Growth[] {
  const kernels = Map.groupBy(
    all,
    (one) => `${one.backend} ${cellKey({ ...one, length: 0 })} ${one.mode}`,
  );
  return [...kernels.values()].flatMap((series) => {
    const [first] = series;
    if (first === undefined || series.length < leastLengths) return [];
    const { backend, op, pass, dtype, inputs, threads, mode } = first;
    const points = series.map(({ length, rounds }) => ({
      length,
      ns: medianOfMedians(rounds.map(counted)),
    }));
    return [{ backend, op, pass, dtype, inputs, threads, mode, ...fitGrowth(points) }];
  });
}

/**
 * Least squares of relative residuals, because times span decades and their errors are relative; neither cost is below 0.
 * @param points at two lengths or more, times above 0
 */
export function fitGrowth(
  points: readonly { readonly length: number; readonly ns: number }[],
): Pick<Growth, 'callNs' | 'elementNs' | 'residuals'> {
  // Each equation divided by its time: callNs / t + elementNs · n / t = 1.
  const rows = points.map(({ length, ns }) => ({ u: 1 / ns, v: length / ns }));
  const sum = (of: (row: { u: number; v: number }) => number): number =>
    rows.reduce((total, row) => total + of(row), 0);
  const [uu, uv, vv] = [sum(({ u }) => u * u), sum(({ u, v }) => u * v), sum(({ v }) => v * v)];
  const [u1, v1] = [sum(({ u }) => u), sum(({ v }) => v)];
  const determinant = uu * vv - uv * uv;
  let callNs = (u1 * vv - v1 * uv) / determinant;
  let elementNs = (v1 * uu - u1 * uv) / determinant;
  if (callNs < 0) [callNs, elementNs] = [0, v1 / vv];
  else if (elementNs < 0) [callNs, elementNs] = [u1 / uu, 0];
  const residuals = points.map(({ length, ns }) => ({
    length,
    relative: ns / (callNs + elementNs * length) - 1,
  }));
  return { callNs, elementNs, residuals };
}
