import type { Series, Speed } from '@rectify/record';
import { byCell } from './cell.ts';
import { crossingsOf } from './crossing.ts';
import { growthsOf } from './growth.ts';
import { summarize } from './measurement.ts';
import { compareToFirst, ratiosAlong } from './ratios.ts';

/** @param seed of the bootstraps */
export function analyse(all: readonly Series[], seed: number): Speed {
  const groups = new Map(
    byCell(all).flatMap((group) => group.map((series) => [series, group] as const)),
  );
  return {
    measurements: all.map((series) => summarize(series, groups.get(series) ?? [], seed)),
    comparisons: compareToFirst(all, seed),
    crossings: crossingsOf(all, seed),
    growths: growthsOf(all),
    inputRatios: ratiosAlong(
      all,
      (series) => ({ ...series, inputs: 'mixed' }),
      (group) => group.find(({ inputs }) => inputs === 'mixed'),
      seed,
    ),
    threadRatios: ratiosAlong(
      all,
      (series) => ({ ...series, threads: 0 }),
      (group) => group.toSorted((a, b) => a.threads - b.threads)[0],
      seed,
    ),
  };
}
