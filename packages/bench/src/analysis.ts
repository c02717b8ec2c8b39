import type { Cell, Crossing, Ratio, Series, Speed } from '@rectify/record';
import { cellKey, timedCell } from './measurement.ts';
import { growthsOf } from './growth.ts';
import { bootstrapInterval, median } from './statistics.ts';
import { byCell, compare, compareToFirst, pairedTimes, summarize } from './summary.ts';

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

function crossingsOf(all: readonly Series[], seed: number): readonly Crossing[] {
  const kernels = Map.groupBy(all, (series) => `${series.backend} ${cellKey(series)}`);
  return [...kernels.values()].flatMap((group) => {
    const run = group.find(({ mode }) => mode === 'run');
    const roundtrip = group.find(({ mode }) => mode === 'roundtrip');
    if (run === undefined || roundtrip === undefined) return [];
    const pairs = pairedTimes(roundtrip, run);
    if (pairs.length === 0) return [];
    const { mode: _, ...cell } = timedCell(run);
    const costs = pairs.map(({ time, other }) => (time - other) / cell.length);
    return [
      {
        ...cell,
        nsPerElement: median(costs),
        ...bootstrapInterval(
          costs.map((cost) => [cost]),
          seed,
        ),
        share: median(pairs.map(({ time, other }) => 1 - other / time)),
      },
    ];
  });
}

/** Every series against the plain one among those that differ from it along one axis only. */
function ratiosAlong(
  all: readonly Series[],
  flattened: (series: Series) => Cell,
  plainOf: (group: readonly Series[]) => Series | undefined,
  seed: number,
): readonly Ratio[] {
  const groups = Map.groupBy(
    all,
    (series) => `${series.backend} ${cellKey(flattened(series))} ${series.mode}`,
  );
  return [...groups.values()].flatMap((group) => {
    const plain = plainOf(group);
    return group.flatMap((series) => {
      const compared =
        plain === undefined || plain === series ? null : compare(series, plain, seed);
      if (compared === null) return [];
      const { against: _, ...ratio } = compared;
      return [ratio];
    });
  });
}
