import os from 'node:os';
import type { Deviation } from '@rectify/backend';
import type { BackendEntry, Finding, Part, Profile } from '@rectify/record';
import { environment, machineOf } from '../process/environment.ts';
import { inParallel } from '../process/parallel.ts';
import type { VerifyOptions } from './options.ts';
import { verifyBackend } from './verify-backend.ts';

export interface Verified {
  readonly backends: readonly BackendEntry[];
  readonly findings: readonly Finding[];
  readonly profiles: readonly Profile[];
  /** What was judged of each kernel, where this is one of several shards: verdicts need them all. */
  readonly parts: readonly Part[];
  /** Known deviations of each backend, by its id. */
  readonly deviations: Readonly<Record<string, readonly Deviation[]>>;
  /** True when it was aborted: what is here is what was finished. */
  readonly interrupted: boolean;
}

/**
 * Judges every requested kernel of every backend, each backend in a process of its own. Findings are in the order of
 * backends and requests. A backend that is not available has a status and no findings; one that does not start has
 * errored findings.
 * @throws SuiteError BACKEND_MISSING or BACKEND_INVALID when a specifier leads to no backend
 */
export async function verify(o: VerifyOptions): Promise<Verified> {
  const stop = new AbortController();
  const signal = o.signal === undefined ? stop.signal : AbortSignal.any([o.signal, stop.signal]);
  const machine = machineOf(environment(o.threads));
  const tally = { done: 0, total: o.backends.length * o.requests.length };
  const results = await inParallel(
    o.depth === 'exhaustive' ? 1 : os.availableParallelism(),
    o.backends,
    async (ref) => {
      try {
        return await verifyBackend(ref, { ...o, signal }, machine, tally);
      } catch (error) {
        // The others' results will not be seen: their processes need not go on.
        stop.abort();
        throw error;
      }
    },
  );
  return {
    backends: results.map(({ entry }) => entry),
    findings: results.flatMap(({ findings }) => findings),
    profiles: results.flatMap(({ profiles }) => profiles),
    parts: results.flatMap((one) => one.parts),
    deviations: Object.fromEntries(results.map(({ entry, deviations }) => [entry.id, deviations])),
    interrupted: signal.aborted,
  };
}
