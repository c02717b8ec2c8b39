import { floatTypes } from '@rectify/float';
import type { Cell, Measurement, RoundSeries, SelfTimed, Series } from '@rectify/record';
import { timedCell } from './cell.ts';
import { bimodalityOf, countOutliers, driftOf } from './distribution.ts';
import { roundNs, pairedRatio } from './ratios.ts';
import { bootstrapInterval, median, medianOfMedians } from './statistics.ts';
import { counted } from './warmup.ts';

/** A kernel below this multiple of an empty call is dead code: at 256 elements any real one takes many times as long. */
const emptyMultiple = 1.5;

/** Arrays that a kernel must at least read and write: x → y, or x, dy → dx. A copy moves two. */
const arraysMoved = { forward: 2, vjp: 3 } as const;
const arraysCopied = 2;

/** Bytes that a call on the cell must read and write at the least. */
export function bytesMoved({ pass, dtype, length }: Cell): number {
  return arraysMoved[pass] * (floatTypes[dtype].codec.width / 8) * length;
}

/**
 * Statistics of a series of at least one round, none without samples. The seed is that of the bootstrap.
 * @param others every backend's series of the same cell and mode, among them this one
 */
export function summarize(series: Series, others: readonly Series[], seed: number): Measurement {
  const { pass, length, rounds } = series;
  const samples = rounds.map(counted);
  const groups = samples.map((ns) => ns.map((call) => call / length));
  const all = groups.flat();
  const nsPerElement = medianOfMedians(groups);
  const copyRatio = median(rounds.map((round) => roundNs(round) / round.copyNs));
  const callNs = rounds.map(roundNs);
  const emptyNs = rounds.map((round) => round.emptyNs);
  const calls = rounds.reduce((sum, round, i) => sum + round.calls * (samples[i]?.length ?? 0), 0);
  const timeNs = rounds.reduce(
    (sum, round, i) => sum + round.calls * (samples[i] ?? []).reduce((a, b) => a + b, 0),
    0,
  );
  return {
    ...timedCell(series),
    nsPerElement,
    ...bootstrapInterval(groups, seed),
    gbPerSecond: bytesMoved(series) / length / nsPerElement,
    copyRatio,
    copyShare: arraysMoved[pass] / arraysCopied / copyRatio,
    fillNs: median(rounds.map((round) => round.fillNs)) / length,
    readNs: median(rounds.map((round) => round.readNs)) / length,
    fastestRatio: Math.max(1, ...others.map((other) => pairedRatio(series, other) ?? 1)),
    samples: all.length,
    rounds: rounds.length,
    steadyRounds: rounds.filter(({ steady }) => steady === true).length,
    warmupSamples: rounds.reduce((sum, { warmup }) => sum + warmup, 0),
    outliers: groups.reduce((sum, group) => sum + countOutliers(group), 0),
    drift: driftOf(callNs),
    bimodal: bimodalityOf(all),
    collectionsPerThousand:
      (1000 * rounds.reduce((sum, { collections }) => sum + collections, 0)) / calls,
    collectingShare:
      (1e6 * rounds.reduce((sum, { collectingMs }) => sum + collectingMs, 0)) / timeNs,
    overhead: median(emptyNs) / median(callNs),
    deadCode: isDeadCode(callNs, emptyNs),
    ...selfTimedOf(rounds),
  };
}

/** Both clocks over the rounds, where a backend timed itself. */
function selfTimedOf(rounds: readonly RoundSeries[]): Pick<Measurement, 'selfTimed'> {
  const all = rounds.flatMap(({ selfTimed }) => selfTimed ?? []);
  if (all.length === 0) return {};
  const sum = (of: (one: SelfTimed) => number): number => all.reduce((ns, one) => ns + of(one), 0);
  return {
    selfTimed: {
      spentNs: sum((one) => one.spentNs),
      wallNs: sum((one) => one.wallNs),
      checked: all.every(({ checked }) => checked),
    },
  };
}

/** Whether calls took no longer than calls that do nothing; nanoseconds per call, one of each per round. */
export function isDeadCode(callNs: readonly number[], emptyNs: readonly number[]): boolean {
  return median(callNs) <= emptyMultiple * median(emptyNs);
}
