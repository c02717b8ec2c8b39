import type { KernelRequest } from '@rectify/backend';
import type { BackendEntry, Cell, Failure, Finding, Part, Profile, Series } from '@rectify/record';

/** What happens while a run goes on: for progress, and for records that are written as it goes. */
export type RunEvent =
  | { readonly kind: 'opened'; readonly backend: BackendEntry }
  /** A block of a kernel's grid was judged, the `blocks`th `of` so many. */
  | {
      readonly kind: 'progress';
      readonly backend: string;
      readonly request: KernelRequest;
      readonly blocks: number;
      readonly of: number;
      /** Inputs judged and the greatest error in ULP so far. */
      readonly tested: number;
      readonly maxUlp: number;
      /** Kernels finished, and how many there are. */
      readonly done: number;
      readonly total: number;
    }
  /** What a block of a sweep gave, or at other depths a kernel: with these an interrupted run can go on. */
  | { readonly kind: 'part'; readonly part: Part }
  /** A kernel is finished, the `done`th of `total`. */
  | {
      readonly kind: 'judged';
      readonly backend: string;
      readonly request: KernelRequest;
      readonly findings: readonly Finding[];
      readonly profile: Profile | null;
      readonly done: number;
      readonly total: number;
    }
  /** What a process gave for a cell: a series of one round in each mode. */
  | { readonly kind: 'sampled'; readonly series: readonly Series[] }
  /** A kernel died or was silent while it was timed. */
  | { readonly kind: 'failed'; readonly failure: Failure }
  /** A cell was timed in one round, or failed to be; `leftMs` estimates what remains. */
  | {
      readonly kind: 'timed';
      readonly backend: string;
      readonly cell: Cell;
      readonly round: number;
      readonly done: number;
      readonly total: number;
      readonly leftMs: number;
    };
