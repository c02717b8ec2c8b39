import type { Cell, Comparison, Ratio, RoundSeries, Series } from '@rectify/record';
import { byCell, cellKey, timedCell } from './cell.ts';
import { bootstrapInterval, median } from './statistics.ts';
import { counted } from './warmup.ts';

/** What a call took in a round. */
export const roundNs = (round: RoundSeries): number => median(counted(round));

/** Times of both in the rounds that both have: in each the two were timed one after the other. */
export function pairedTimes(
  series: Series,
  against: Series,
): readonly { readonly time: number; readonly other: number }[] {
  const others = new Map(against.rounds.map((round) => [round.round, roundNs(round)]));
  return series.rounds.flatMap((round) => {
    const other = others.get(round.round);
    return other === undefined ? [] : [{ time: roundNs(round), other }];
  });
}

function pairedRatios(series: Series, against: Series): readonly number[] {
  return pairedTimes(series, against).map(({ time, other }) => time / other);
}

/** The median of the paired ratios; null when they share no round. */
export function pairedRatio(series: Series, against: Series): number | null {
  const ratios = pairedRatios(series, against);
  return ratios.length === 0 ? null : median(ratios);
}

/** Time of `series` over that of `against`, rounds paired; null when they share none. */
export function compare(series: Series, against: Series, seed: number): Comparison | null {
  const ratios = pairedRatios(series, against);
  if (ratios.length === 0) return null;
  const { backend, ...cell } = timedCell(series);
  return {
    backend,
    against: against.backend,
    ...cell,
    ratio: median(ratios),
    ...bootstrapInterval(
      ratios.map((ratio) => [ratio]),
      seed,
    ),
  };
}

/** Every series against that of the first backend in the same cell and mode. */
export function compareToFirst(all: readonly Series[], seed: number): readonly Comparison[] {
  return byCell(all).flatMap(([first, ...rest]) =>
    rest.flatMap((series) => (first && compare(series, first, seed)) ?? []),
  );
}

/** Every series against the plain one among those that differ from it along one axis only. */
export function ratiosAlong(
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
