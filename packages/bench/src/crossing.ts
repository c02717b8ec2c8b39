import type { Crossing, Series } from '@rectify/record';
import { cellKey, timedCell } from './cell.ts';
import { pairedTimes } from './ratios.ts';
import { bootstrapInterval, median } from './statistics.ts';

/** Of every cell that was timed both as a kernel alone and as a round trip. */
export function crossingsOf(all: readonly Series[], seed: number): readonly Crossing[] {
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
