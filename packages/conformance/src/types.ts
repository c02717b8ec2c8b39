import type {
  DType,
  KernelRequest,
  Location,
  OpId,
  Origin,
  Pass,
  TypedArray,
} from '@rectify/backend';
import type { Clause, Level } from '@rectify/spec';

export const depths = ['smoke', 'default', 'exhaustive'] as const;
/** How many inputs are judged: thousands, about 2²⁰ a kernel, or every bit pattern. */
export type Depth = (typeof depths)[number];

/** Inputs of one call. `offset` elements lie before `x` (and `dy`) in its buffer, so that the view is not at its start. */
export interface Batch {
  readonly x: TypedArray;
  readonly dy?: TypedArray;
  readonly offset: number;
}

/** What a kernel returned for a batch. */
export type Observation =
  | { readonly kind: 'returned'; readonly y: TypedArray }
  | { readonly kind: 'errored'; readonly message: string };

/** One input that shows a violation; every value as lower-case hex bits of the dtype's full width. */
export interface Witness {
  readonly x: string;
  readonly dy: string | null;
  /** What came back; null when nothing did. */
  readonly got: string | null;
  /** What was due, as far as the clause says it. */
  readonly due: string | null;
  /** ULP error of `got` against the real value; null where the clause is not about one value. */
  readonly ulp: number | null;
  /** Where in which call it shows, when it does not show for this scalar alone. */
  readonly lane: {
    readonly length: number;
    readonly index: number;
    readonly offset: number;
  } | null;
  /** What else is needed to read it, e.g. the neighbour that monotone compares with. */
  readonly note: string | null;
}

export type Verdict = 'conforms' | 'violates' | 'unsupported' | 'errored';
export type Outcome = 'pass' | 'fail' | 'known' | 'stale' | 'skip' | 'error';
export type Grade = 'AAA' | 'AA' | 'A' | 'F';

/** Violating inputs of the grid that lie together (no binade between them is free of any), dy = 1. */
export interface ViolatingRange {
  readonly first: string;
  readonly last: string;
  readonly count: number;
  /** Greatest ULP error within; null where the clause is not about ULP. */
  readonly maxUlp: number | null;
}

/** One clause judged on one kernel, before known deviations are taken into account. */
export interface Judged {
  readonly clause: Clause;
  readonly verdict: Verdict;
  readonly tested: number;
  readonly violations: number;
  readonly witness: Witness | null;
  /** Greatest ULP error among the violations; null where the clause is not about ULP. */
  readonly maxUlp: number | null;
  /** Runs of consecutive violating inputs on the grid, and the ranges that they form, by value. */
  readonly intervals: number;
  readonly ranges: readonly ViolatingRange[];
  /** What the kernel does, for clauses that frameworks disagree on (level `may`); null elsewhere. */
  readonly behaviour: string | null;
  /**
   * Why there is no verdict: the message of an error, or the note of what is unsupported. Of a finding also why its
   * deviation does not excuse it, or can match nothing.
   */
  readonly message: string | null;
}

/** A clause × kernel × backend with its outcome: one entry of a report's `findings`. */
export interface Finding extends Omit<Judged, 'clause'> {
  readonly backend: string;
  readonly op: OpId;
  readonly pass: Pass;
  readonly dtype: DType;
  readonly origin: Origin | null;
  /** The clause's id. */
  readonly clause: string;
  readonly level: Level;
  readonly outcome: Outcome;
  readonly deviation: { readonly reason: string; readonly url: string | null } | null;
  /** Where to look or what to edit: the entry in an expectations file, or the adapter. Backends of the suite have none. */
  readonly location?: Location;
}

/** Errors of the inputs between `low` and `high` (one sign and exponent), dy = 1. */
export interface Binade {
  readonly low: string;
  readonly high: string;
  readonly tested: number;
  readonly maxUlp: number;
  readonly meanUlp: number;
  /** An upper bound of the 99th percentile: within 1/8 of it, or ½ where 99 % are right to the bit. */
  readonly p99Ulp: number;
}

/** What was measured of one kernel's accuracy, kept on success too. */
export interface Profile {
  readonly backend: string;
  readonly op: OpId;
  readonly pass: Pass;
  readonly dtype: DType;
  readonly origin: Origin;
  readonly tested: number;
  /** Greatest ULP error (IEEE: flushed results count) and its input. */
  readonly maxUlp: number;
  readonly maxUlpAt: string | null;
  /** The same with flushing forgiven. */
  readonly maxUlpForgiven: number;
  /** Mean of the signed error in ULP: the bias. */
  readonly meanUlp: number;
  readonly misrounded: number;
  readonly overOneUlp: number;
  readonly flushes: { readonly inputs: boolean; readonly results: boolean };
  readonly grade: Grade;
  /** Wall milliseconds: in the kernel with its transport, and in oracle and judges. */
  readonly cost: { readonly kernelMs: number; readonly judgeMs: number };
  readonly binades: readonly Binade[];
}

/** What `judgeKernel` returns: the profile lacks what only the host knows. */
export interface Judgement {
  readonly judged: readonly Judged[];
  readonly profile: Omit<Profile, 'backend' | 'origin' | 'grade' | 'cost'> | null;
}

export interface JudgeOptions {
  readonly depth: Depth;
  readonly seed: number;
  /** The clauses to judge: those of the request's op and pass. */
  readonly clauses: readonly Clause[];
  /** Further inputs x, as bits, that the grid must have: those of known deviations. */
  readonly inputs?: readonly string[];
}

/**
 * Judges one kernel as a conversation: it yields batches and is given what the kernel returned for each.
 * An errored observation of any batch makes the clauses that needed it `errored`; the rest are still judged.
 */
export type JudgeConversation = Generator<Batch, Judgement, Observation>;
export type { KernelRequest };
