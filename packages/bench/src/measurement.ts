import type { KernelRequest } from '@rectify/backend';

export const modes = ['run', 'roundtrip'] as const;
/** What is timed: the kernel alone, or bind + run + read, which is what a caller pays from array to array. */
export type Mode = (typeof modes)[number];

/** One kernel at one length: what a backend's process is asked to time. */
export interface Cell extends KernelRequest {
  /** Elements of `x` (and `dy`). */
  readonly length: number;
}

/** What one round, that is one fresh process, gave for a cell in one mode. */
export interface RoundSeries {
  readonly round: number;
  /** Nanoseconds per call, one for each sample. */
  readonly ns: readonly number[];
  /** Median nanoseconds of a `TypedArray.set` of one array of this dtype and length, in the same process. */
  readonly copyNs: number;
  /** Median nanoseconds of a call that does nothing, in the same loop. */
  readonly emptyNs: number;
}

/** All rounds of one backend's kernel at one length in one mode. */
export interface Series extends Cell {
  readonly backend: string;
  readonly mode: Mode;
  readonly rounds: readonly RoundSeries[];
}

/** Statistics of a series: one entry of a report's `measurements`. */
export interface Measurement extends Cell {
  readonly backend: string;
  readonly mode: Mode;
  /** Median of the rounds' medians, so that each process counts alike. */
  readonly nsPerElement: number;
  /** Bootstrap 95% interval of `nsPerElement`. */
  readonly low: number;
  readonly high: number;
  /** Median of the per-round ratios to a copy (`TypedArray.set`) of the same bytes. */
  readonly copyRatio: number;
  readonly samples: number;
  readonly rounds: number;
  /** As fast as a call that does nothing: whatever was timed, it was not the kernel. */
  readonly deadCode: boolean;
}

/** Speed of one backend against another's in the same cell and mode, within one run. */
export interface Comparison extends Cell {
  readonly backend: string;
  readonly against: string;
  readonly mode: Mode;
  /** Median of the per-round ratios of time: above 1 is slower than `against`. */
  readonly ratio: number;
  /** Bootstrap 95% interval of `ratio`. */
  readonly low: number;
  readonly high: number;
}
