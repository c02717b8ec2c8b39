import type { KernelRequest } from '@rectify/backend';
import type { Cell } from '@rectify/record';
import type { Extent } from './extent.ts';
import { seeded, shuffled } from './random.ts';

/** One process of one backend, with its cells in the order in which they are timed. */
export interface BackendTurn {
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
): readonly BackendTurn[] {
  const random = seeded(o.seed);
  const lengths = o.lengths.toSorted((a, b) => a - b);
  const sides = o.backends.flatMap((backend) => o.threads.map((threads) => ({ backend, threads })));
  const turns: BackendTurn[] = [];
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
