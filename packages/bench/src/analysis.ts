import type { Cell, Comparison, Measurement, Series, TimedCell } from './measurement.ts';
import { cellKey, timedCell } from './measurement.ts';
import type { Growth } from './growth.ts';
import { growthsOf } from './growth.ts';
import { bootstrapInterval, median } from './statistics.ts';
import { byCell, compare, compareToFirst, pairedTimes, summarize } from './summary.ts';

/** What it costs to cross into a runtime and back: a round trip less the kernel, rounds paired. */
export interface Crossing extends Cell {
  readonly backend: string;
  /** Median over the rounds, with its bootstrap 95% interval. */
  readonly nsPerElement: number;
  readonly low: number;
  readonly high: number;
  /** Part of the round trip. */
  readonly share: number;
}

/** Time of a cell over that of the same backend's plain cell (mixed inputs, or the fewest threads), rounds paired. */
export interface Ratio extends TimedCell {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
}

/** Everything that follows from the samples of one run. */
export interface Speed {
  readonly measurements: readonly Measurement[];
  /** Every backend against the first one that has the cell. */
  readonly comparisons: readonly Comparison[];
  readonly crossings: readonly Crossing[];
  readonly growths: readonly Growth[];
  /** Other kinds of input against mixed ones. */
  readonly inputRatios: readonly Ratio[];
  /** More threads against the fewest. */
  readonly threadRatios: readonly Ratio[];
}

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
