import type { Measurement } from '../measurement.ts';
import type { Samples, Series } from '../series.ts';

const isTime = (value: number): boolean => Number.isFinite(value) && value >= 0;

function samplesFault({ ns, warmup, calls, collectingMs }: Samples): string | null {
  if (ns.length === 0) return 'has a round without samples';
  if (!ns.every(isTime) || !isTime(collectingMs)) return 'has a time that is none';
  if (warmup >= ns.length) return `has ${ns.length} samples, and ${warmup} of warm-up`;
  return calls === 0 ? 'has samples of no call' : null;
}

/** What is wrong with samples beyond their form; null when nothing is. */
export function seriesFault({ rounds, length }: Series): string | null {
  if (length === 0) return 'is of no element';
  if (rounds.length === 0) return 'has no round';
  if (new Set(rounds.map(({ round }) => round)).size < rounds.length) return 'has a round twice';
  const limits = rounds.flatMap((one) => [one.copyNs, one.fillNs, one.readNs, one.emptyNs]);
  if (!limits.every(isTime)) return 'has a time that is none';
  return rounds.map(samplesFault).find((fault) => fault !== null) ?? null;
}

/** What is wrong with a measurement beyond its form; null when nothing is. */
export function measurementFault(one: Measurement): string | null {
  const { rounds, steadyRounds, samples, outliers, low, high } = one;
  if (steadyRounds > rounds) return `has ${steadyRounds} steady of ${rounds} rounds`;
  if (outliers > samples) return `has ${outliers} outliers in ${samples} samples`;
  return low > high ? `has an interval from ${low} to ${high}` : null;
}
