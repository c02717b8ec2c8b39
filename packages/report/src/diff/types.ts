import type { KernelRequest } from '@rectify/backend';
import type { Demands, Shift, SpeedChange, TimedCell, Trust } from '@rectify/bench';
import type { Finding, Grade } from '@rectify/conformance';
import type { Level } from '@rectify/spec';
import type { Run } from '../report.ts';

export const trends = ['worse', 'better', 'appeared', 'vanished', 'different'] as const;
/** `different` is neither: nobody judges it, or chance explains it where other inputs were judged. */
export type Trend = (typeof trends)[number];

export const changeKinds = [
  'kernel',
  'clause',
  'grade',
  'max-ulp',
  'misrounded',
  'accuracy',
  'speed',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** What a clause's finding said. */
export type ClauseState = Pick<
  Finding,
  'outcome' | 'verdict' | 'tested' | 'violations' | 'maxUlp' | 'behaviour' | 'message'
>;

/** Errors of the inputs in a range: the greatest of its binades' 99th percentiles, and the greatest of all. */
export interface RangeErrors {
  readonly p99Ulp: number;
  readonly maxUlp: number;
}

/** Inputs from `first` to `last`, by value, as bits: one binade or several that lie together. */
export interface InputRange {
  readonly first: string;
  readonly last: string;
}

interface FromTo<T> {
  readonly old: T;
  readonly new: T;
}

interface OfKernel extends KernelRequest {
  readonly backend: string;
  readonly trend: Trend;
}

/** One thing that is other than it was. */
export type Change = OfKernel &
  (
    | { readonly kind: 'kernel' }
    | ({
        readonly kind: 'clause';
        readonly clause: string;
        readonly level: Level;
      } & FromTo<ClauseState | null>)
    | ({ readonly kind: 'grade' } & FromTo<Grade>)
    /** Worst error of the kernel. */
    | ({ readonly kind: 'max-ulp' } & FromTo<number>)
    | ({ readonly kind: 'misrounded' } & FromTo<{
        readonly misrounded: number;
        readonly tested: number;
      }>)
    /** The error profile in a range of inputs. */
    | ({ readonly kind: 'accuracy'; readonly range: InputRange } & FromTo<RangeErrors>)
    /** Nanoseconds per element; null where it was not timed. */
    | ({
        readonly kind: 'speed';
        readonly shifts: readonly Shift[];
        /** What the machine's self-test showed, where one was given. */
        readonly trust: Trust | null;
      } & Omit<TimedCell, 'backend'> &
        FromTo<number | null>)
  );

/** A kernel that both have, and whether the same inputs were judged, so that every difference of figures is one. */
export interface ComparedKernel extends KernelRequest {
  readonly backend: string;
  readonly sameInputs: boolean;
}

/** Version of a runtime on both sides; null where it was not there. */
export interface RuntimeVersions extends FromTo<string | null> {
  readonly backend: string;
  readonly runtime: string;
}

/** Every cell that both runs timed, with what was asked of a difference. */
export interface SpeedDiff {
  readonly demands: Demands;
  readonly trust: Trust | null;
  readonly cells: readonly SpeedChange[];
}

/** What became of conformance, and of speed where that was asked for, between two runs. */
export interface Diff extends FromTo<Run> {
  readonly schema: 'rectify/diff@1';
  readonly runtimes: readonly RuntimeVersions[];
  readonly kernels: readonly ComparedKernel[];
  readonly changes: readonly Change[];
  /** How many changes have each trend. */
  readonly summary: Readonly<Record<Trend, number>>;
  readonly speed?: SpeedDiff;
}
