import type {
  Deviation,
  ErrorCode,
  Identity,
  KernelRequest,
  Origin,
  TypedArray,
  UnsupportedReason,
} from '@rectify/backend';
import type { Batch, GridOptions } from '@rectify/conformance';
import type { Cell, Limits, Mode, Samples } from '@rectify/record';
import type { Piece } from '../sweep/window.ts';

/** What a backend says about one requested kernel. */
export type Claim = { readonly kind: 'supported'; readonly origin: Origin } | Unsupported | Errored;

/** What went wrong, for people. */
export interface Errored {
  readonly kind: 'errored';
  readonly message: string;
}

/** Why there is no such kernel: a name, and a text for people. */
export interface Unsupported {
  readonly kind: 'unsupported';
  readonly reason: UnsupportedReason;
  readonly note: string;
}

/** What the module says of itself before its runtime is opened. */
export interface ModuleInfo {
  readonly id: string;
  /** The package behind it. */
  readonly runtime: string;
  readonly deviations: readonly Deviation[];
}

/** The answer to `start`. */
export type Started =
  | {
      readonly kind: 'opened';
      readonly module: ModuleInfo;
      readonly identity: Identity;
      /** One for each request, in their order. */
      readonly claims: readonly Claim[];
    }
  /** The runtime cannot be had on this machine. */
  | { readonly kind: 'unavailable'; readonly module: ModuleInfo; readonly note: string }
  /** The user's to mend: no such module, or one of the wrong shape. */
  | {
      readonly kind: 'refused';
      readonly code: ErrorCode;
      readonly message: string;
      readonly hint: string;
    }
  | Errored;

/** What is timed in one cell. */
export interface TimeJob {
  readonly cell: Cell;
  readonly modes: readonly Mode[];
  readonly samples: number;
  readonly minSampleNs: number;
  /** Time to aim at for all modes together. */
  readonly budgetMs: number;
  readonly seed: number;
  /** Whether copy, fill and read of the same bytes are timed too. */
  readonly limits: boolean;
  /** Calls in each sample, where the cell was timed in this process before: its samples are then taken at once. */
  readonly calls?: number;
}

/** The answer to `time`: nanoseconds per call. */
export type Timed =
  | {
      readonly kind: 'timed';
      readonly series: readonly (Samples & { readonly mode: Mode })[];
      readonly limits: Limits | null;
      /** Of a call that does nothing, sync or async as the kernel is. */
      readonly emptyNs: number;
    }
  /** It is right, but what would be timed is the clock or the loop. */
  | { readonly kind: 'untimeable'; readonly reason: string }
  | Errored;

/** The answer to `run`; the result is whatever came back, and is judged on the other side. */
export type Ran =
  | { readonly kind: 'returned'; readonly y: TypedArray }
  /** A harness may list a kernel and know only when it is asked. */
  | Unsupported
  | Errored;

/** The answer to `fill`: the results of a piece of a sweep are in the window. They are judged on the other side. */
export interface Filled {
  readonly kind: 'filled';
}

export type Command =
  | {
      readonly cmd: 'start';
      readonly specifier: string;
      readonly threads: number;
      readonly requests: readonly KernelRequest[];
    }
  | { readonly cmd: 'run'; readonly request: KernelRequest; readonly batch: Batch }
  | {
      readonly cmd: 'fill';
      readonly request: KernelRequest;
      readonly options: GridOptions;
      readonly piece: Piece;
    }
  | { readonly cmd: 'time'; readonly job: TimeJob }
  | { readonly cmd: 'stop' };

/** What each command is answered with. */
export interface Answers {
  readonly start: Started;
  readonly run: Ran;
  readonly fill: Filled | Unsupported | Errored;
  readonly time: Timed;
  readonly stop: { readonly kind: 'stopped' };
}

/** One message to the process, and one back with the same `seq`. */
export interface CommandMessage {
  readonly seq: number;
  readonly command: Command;
}
export interface AnswerMessage {
  readonly seq: number;
  readonly answer: Answers[keyof Answers];
}
