import type { Depth } from '@rectify/record';
import type { Clause } from '@rectify/spec';

/** What the inputs of a grid depend on, beside the kernel. */
export interface GridOptions {
  readonly depth: Depth;
  readonly seed: number;
  /** Judge one in so many inputs of a sweep, beside the sample of the default depth; 1 where it is left out. */
  readonly stride?: number;
  /** Further inputs x, as bits, that the grid must have: those of known deviations. */
  readonly inputs?: readonly string[];
}

export interface JudgeOptions extends GridOptions {
  /** The clauses to judge: those of the request's op and pass. */
  readonly clauses: readonly Clause[];
}
