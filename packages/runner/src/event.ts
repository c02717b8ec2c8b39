import type { KernelRequest } from '@rectify/backend';
import type { Cell } from '@rectify/bench';
import type { Finding, Profile } from '@rectify/conformance';
import type { BackendStatus } from './status.ts';

/** What happens while a run goes on: for progress, and for records that are written as it goes. */
export type RunEvent =
  | { readonly kind: 'opened'; readonly backend: BackendStatus }
  /** A batch came back: sums of this kernel so far. */
  | {
      readonly kind: 'progress';
      readonly backend: string;
      readonly request: KernelRequest;
      readonly batches: number;
      readonly elements: number;
    }
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
