import type { InputKind, Mode } from '@rectify/record';
import { modes } from '@rectify/record/words';

/** How much is measured. */
export interface Extent {
  /** Elements: by default what fits in the first cache, in the second, and in memory alone. */
  readonly lengths: readonly number[];
  /** Kinds of input, each timed by itself. */
  readonly inputs: readonly InputKind[];
  /** Numbers of threads, each with processes of its own. */
  readonly threads: readonly number[];
  readonly modes: readonly Mode[];
  /** Fresh processes of each backend; fewer are run when the time does not allow all of them. */
  readonly rounds: number;
  /** Most samples of one cell and mode in one round. */
  readonly samples: number;
  /** Least time of one sample, far above the clock's resolution: short calls are repeated to fill it. */
  readonly minSampleNs: number;
  /** Wall time of everything, process starts included. */
  readonly budgetMs: number;
}

export const defaultExtent: Extent = {
  lengths: [1_024, 65_536, 4_194_304],
  inputs: ['mixed'],
  threads: [1],
  modes,
  rounds: 5,
  samples: 20,
  minSampleNs: 1_000_000,
  budgetMs: 105_000,
};

/** `--quick`: no memory-bound length, two processes. */
export const quickExtent: Extent = {
  ...defaultExtent,
  lengths: [1_024, 65_536],
  rounds: 2,
  samples: 10,
  minSampleNs: 500_000,
  budgetMs: 16_000,
};
