import type { KernelRequest } from '@rectify/backend';
import type { InputKind } from './inputs.ts';

export const modes = ['run', 'roundtrip'] as const;
/** What is timed: the kernel alone, or bind + run + read, which is what a caller pays from array to array. */
export type Mode = (typeof modes)[number];

/** One kernel at one length, on one kind of input: what a backend's process is asked to time. */
export interface Cell extends KernelRequest {
  /** Elements of `x` (and `dy`). */
  readonly length: number;
  readonly inputs: InputKind;
  /** Threads that the backend was given. */
  readonly threads: number;
}

/** One backend's cell, in one mode. */
export interface TimedCell extends Cell {
  readonly backend: string;
  readonly mode: Mode;
}

/** Median nanoseconds of what bounds every kernel: moving the same bytes without computing. */
export interface Limits {
  /** `TypedArray.set` of one array of the cell's dtype and length. */
  readonly copyNs: number;
  /** `TypedArray.fill` of one. */
  readonly fillNs: number;
  /** A search of all bytes of one for a byte that is not there (`memchr`). */
  readonly readNs: number;
}

/** The samples that one process gave for a cell in one mode. */
export interface Samples {
  /** Nanoseconds per call, one for each sample, in order; none is left out. */
  readonly ns: readonly number[];
  /** How many of the first samples are warm-up, and not counted. */
  readonly warmup: number;
  /** Whether they became steady; null where there were too few to tell. */
  readonly steady: boolean | null;
  /** Calls that each sample is the mean of. */
  readonly calls: number;
  /** Collections of garbage during the counted samples, and how long they took together. */
  readonly collections: number;
  readonly collectingMs: number;
}

/** What one round, that is one fresh process, gave for a cell in one mode. */
export interface RoundSeries extends Samples, Limits {
  readonly round: number;
  /** Least nanoseconds of a call that does nothing, in the same loop. */
  readonly emptyNs: number;
}

/** All rounds of one backend's kernel at one length in one mode. */
export interface Series extends TimedCell {
  readonly rounds: readonly RoundSeries[];
}

/** Two speeds in one series: the medians of its fast and its slow samples. */
export interface Bimodality {
  readonly fast: number;
  readonly slow: number;
  /** How many of the samples are slow, 0 to 1. */
  readonly slowShare: number;
}

/** Statistics of a series: one entry of a report's `measurements`. */
export interface Measurement extends TimedCell {
  /** Median of the rounds' medians, so that each process counts alike. */
  readonly nsPerElement: number;
  /** Bootstrap 95% interval of `nsPerElement`. */
  readonly low: number;
  readonly high: number;
  /** Bytes that the kernel must read and write at the least, over its time. */
  readonly gbPerSecond: number;
  /** Median of the per-round ratios to a copy (`TypedArray.set`) of the same bytes. */
  readonly copyRatio: number;
  /** `gbPerSecond` over what a copy reaches, in the same process: 1 is as fast as memory is copied. */
  readonly copyShare: number;
  /** Nanoseconds per element of a fill and of a read of one array. */
  readonly fillNs: number;
  readonly readNs: number;
  /** Time over that of the fastest backend in this cell and mode, rounds paired; 1 for the fastest. */
  readonly fastestRatio: number;
  readonly samples: number;
  readonly rounds: number;
  /** Rounds whose samples became steady, and samples before they did. */
  readonly steadyRounds: number;
  readonly warmupSamples: number;
  /** Samples beyond three quartile ranges of their round's quartiles: counted, not left out. */
  readonly outliers: number;
  /** Change over the rounds, first to last, where all of it points one way; 0 otherwise. */
  readonly drift: number;
  readonly bimodal: Bimodality | null;
  /** Collections of garbage per thousand calls, and the share of the time that they took. */
  readonly collectionsPerThousand: number;
  readonly collectingShare: number;
  /** Share of a call that the loop around it costs. */
  readonly overhead: number;
  /** As fast as a call that does nothing: whatever was timed, it was not the kernel. */
  readonly deadCode: boolean;
}

/** Speed of one backend against another's in the same cell and mode, within one run. */
export interface Comparison extends TimedCell {
  readonly against: string;
  /** Median of the per-round ratios of time: above 1 is slower than `against`. */
  readonly ratio: number;
  /** Bootstrap 95% interval of `ratio`. */
  readonly low: number;
  readonly high: number;
}

/** The samples of a round that count. */
export function counted({ ns, warmup }: Samples): readonly number[] {
  return ns.slice(warmup);
}

/** What was timed, without the samples. */
export function timedCell(series: TimedCell): TimedCell {
  const { backend, op, pass, dtype, length, inputs, threads, mode } = series;
  return { backend, op, pass, dtype, length, inputs, threads, mode };
}

/** A cell's place, without backend and mode. */
export function cellKey({ op, pass, dtype, length, inputs, threads }: Cell): string {
  return `${op}/${pass}/${dtype} ${length} ${inputs} ${threads}`;
}
