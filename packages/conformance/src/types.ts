import type { KernelRequest, TypedArray } from '@rectify/backend';
import type { Depth, Finding, Profile } from '@rectify/record';
import type { Clause } from '@rectify/spec';

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

/** One clause judged on one kernel, before known deviations are taken into account. */
export interface Judged extends Pick<
  Finding,
  | 'verdict'
  | 'tested'
  | 'violations'
  | 'witness'
  | 'maxUlp'
  | 'intervals'
  | 'ranges'
  | 'behaviour'
  | 'message'
> {
  readonly clause: Clause;
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
