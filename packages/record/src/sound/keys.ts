import { kernelKey, kernelName } from '@rectify/backend';
import type { BackendEntry } from '../backend-entry.ts';
import type { Finding } from '../finding.ts';
import type { TimedCell } from '../measurement.ts';

type Kernel = Parameters<typeof kernelKey>[0];

/** How one thing that a run found is called, and what it must be the only one with. */
interface Known<T> {
  readonly name: (one: T) => string;
  readonly key: (one: T) => string;
}

const kernel: Known<Kernel> = {
  name: (one) => `${one.backend} ${kernelName(one)}`,
  key: kernelKey,
};

const cell: Known<TimedCell> = {
  name: (one) => `${one.mode} of ${kernel.name(one)} at ${one.length}`,
  key: (one) => JSON.stringify([kernelKey(one), one.length, one.inputs, one.threads, one.mode]),
};

const round: Known<TimedCell & { readonly round: number }> = {
  name: (one) => `round ${one.round} of ${cell.name(one)}`,
  key: (one) => `${one.round} ${cell.key(one)}`,
};

const finding: Known<Finding> = {
  name: (one) => `${one.clause} of ${one.backend} in ${one.dtype}`,
  // What can match nothing in an expectations file stands beside the finding of its clause.
  key(one) {
    const isIdle = one.outcome === 'stale' && one.tested === 0;
    const beside = isIdle ? [one.message, one.location, one.deviation?.reason] : [];
    return JSON.stringify([kernelKey(one), one.clause, ...beside]);
  },
};

/** By the name of what holds them; `rounds` are those of series. */
export const known = {
  backends: { name: ({ id }: BackendEntry) => id, key: ({ id }: BackendEntry) => id },
  findings: finding,
  profiles: kernel,
  measurements: cell,
  rounds: round,
} as const;

/** What of these is there twice; undefined where nothing is. */
export function twiceIn<T>(list: readonly T[], { name, key }: Known<T>): string | undefined {
  const seen = new Set<string>();
  const twice = list.find((one) => {
    const own = key(one);
    const isTwice = seen.has(own);
    seen.add(own);
    return isTwice;
  });
  return twice && name(twice);
}
