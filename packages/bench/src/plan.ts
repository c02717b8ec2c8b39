import type { KernelRequest } from '@rectify/backend';
import type { Cell, InputKind, Mode } from '@rectify/record';
import { modes } from '@rectify/record/words';
import { seeded, shuffled } from './random.ts';

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

/** One process of one backend, with its cells in the order in which they are timed. */
export interface Turn {
  readonly round: number;
  readonly backend: string;
  readonly threads: number;
  readonly cells: readonly Cell[];
}

/**
 * The order of a measurement: round by round, in each a turn of every backend with every number of threads, in seeded
 * random order, so that drift of the machine falls on all alike. Within a turn kernels are in random order too, each
 * with its lengths ascending and its kinds of input in random order.
 */
export function planTurns(
  o: Pick<Extent, 'lengths' | 'inputs' | 'threads' | 'rounds'> & {
    readonly backends: readonly {
      readonly id: string;
      readonly requests: readonly KernelRequest[];
    }[];
    readonly seed: number;
  },
): readonly Turn[] {
  const random = seeded(o.seed);
  const lengths = o.lengths.toSorted((a, b) => a - b);
  const sides = o.backends.flatMap((backend) => o.threads.map((threads) => ({ backend, threads })));
  const turns: Turn[] = [];
  for (let round = 0; round < o.rounds; round++) {
    for (const { backend, threads } of shuffled(random, sides)) {
      const cells = shuffled(random, backend.requests).flatMap(({ op, pass, dtype }) =>
        lengths.flatMap((length) =>
          shuffled(random, o.inputs).map((inputs) => ({
            op,
            pass,
            dtype,
            length,
            inputs,
            threads,
          })),
        ),
      );
      turns.push({ round, backend: backend.id, threads, cells });
    }
  }
  return turns;
}
