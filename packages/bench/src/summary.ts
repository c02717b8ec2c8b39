import type { Comparison, Measurement, Series } from './measurement.ts';
import { bootstrapInterval, median, medianOfMedians } from './statistics.ts';

/** A kernel below this multiple of an empty call is dead code: at 1,024 elements any real one takes many times as long. */
const emptyMultiple = 1.5;

/** Statistics of a series of at least one round, none without samples. The seed is that of the bootstrap. */
export function summarize(series: Series, seed: number): Measurement {
  const { backend, op, pass, dtype, length, mode, rounds } = series;
  const groups = rounds.map(({ ns }) => ns.map((call) => call / length));
  const { low, high } = bootstrapInterval(groups, seed);
  return {
    backend,
    op,
    pass,
    dtype,
    length,
    mode,
    nsPerElement: medianOfMedians(groups),
    low,
    high,
    copyRatio: median(rounds.map(({ ns, copyNs }) => median(ns) / copyNs)),
    samples: groups.reduce((sum, group) => sum + group.length, 0),
    rounds: rounds.length,
    deadCode: isDeadCode(
      rounds.map(({ ns }) => median(ns)),
      rounds.map(({ emptyNs }) => emptyNs),
    ),
  };
}

/** Whether calls took no longer than calls that do nothing; nanoseconds per call, one of each per round. */
export function isDeadCode(callNs: readonly number[], emptyNs: readonly number[]): boolean {
  return median(callNs) <= emptyMultiple * median(emptyNs);
}

/**
 * Time of `series` over that of `against`, in the rounds that both have; null when they share none.
 * Rounds are paired because the two were timed one after the other in each.
 */
export function compare(series: Series, against: Series, seed: number): Comparison | null {
  const others = new Map(against.rounds.map(({ round, ns }) => [round, median(ns)]));
  const ratios = series.rounds.flatMap(({ round, ns }) => {
    const other = others.get(round);
    return other === undefined ? [] : [median(ns) / other];
  });
  if (ratios.length === 0) return null;
  const { backend, op, pass, dtype, length, mode } = series;
  const { low, high } = bootstrapInterval(
    ratios.map((ratio) => [ratio]),
    seed,
  );
  const ratio = median(ratios);
  return { backend, against: against.backend, op, pass, dtype, length, mode, ratio, low, high };
}

/** Every series against that of the first backend in the same cell and mode. */
export function compareToFirst(all: readonly Series[], seed: number): readonly Comparison[] {
  const first = new Map<string, Series>();
  return all.flatMap((series) => {
    const key = [series.op, series.pass, series.dtype, series.length, series.mode].join(' ');
    const against = first.get(key);
    if (against === undefined) {
      first.set(key, series);
      return [];
    }
    const comparison = compare(series, against, seed);
    return comparison === null ? [] : [comparison];
  });
}
