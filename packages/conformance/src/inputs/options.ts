import type { Depth } from '@rectify/record';
import type { Clause } from '@rectify/spec';

export interface JudgeOptions {
  readonly depth: Depth;
  readonly seed: number;
  /** The clauses to judge: those of the request's op and pass. */
  readonly clauses: readonly Clause[];
  /** Further inputs x, as bits, that the grid must have: those of known deviations. */
  readonly inputs?: readonly string[];
}
