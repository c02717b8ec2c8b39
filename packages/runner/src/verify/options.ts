import type { KernelRequest } from '@rectify/backend';
import type { BackendEntry, Depth, Part } from '@rectify/record';
import type { Clause } from '@rectify/spec';
import type { BackendRef } from '../process/backend-ref.ts';
import type { RunEvent } from '../run-event.ts';
import type { Shard } from './shard.ts';

export interface VerifyOptions {
  readonly backends: readonly BackendRef[];
  readonly requests: readonly KernelRequest[];
  /** Each kernel is judged by those of its op and pass. */
  readonly clauses: readonly Clause[];
  readonly depth: Depth;
  readonly seed: number;
  /** The lowest level that may fail. */
  readonly level: 'must' | 'should';
  /** Silence of a kernel longer than this is an error. */
  readonly timeoutMs: number;
  readonly threads: number;
  /** Whether deviations count that a backend lists itself, where it is not one of the suite; they do where it is left out. */
  readonly ownDeviations?: boolean;
  /** Say nothing of a dtype other than the usual one of which a backend has no kernel; else each is `unsupported`. */
  readonly onlyOwnDtypes?: boolean;
  /** Judge only this part of every kernel. */
  readonly shard?: Shard;
  /** Judge one in so many inputs of a sweep only, for a quick look over all of it; 1 judges all. */
  readonly stride?: number;
  /** What an interrupted run of the same kind left. */
  readonly before?: Before | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly on?: ((event: RunEvent) => void) | undefined;
}

/** What an interrupted run left: its parts count only for the same backends. */
export interface Before {
  readonly backends: readonly BackendEntry[];
  readonly parts: readonly Part[];
}
