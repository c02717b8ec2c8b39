import os from 'node:os';
import type { BackendEntry } from '@rectify/record';
import type { BackendRef } from './backend-ref.ts';
import { entryOf } from './backend-ref.ts';
import { inParallel } from './parallel.ts';
import type { CallsOptions } from './run-calls.ts';
import { openSession } from './session.ts';

/** Whether each backend can be had here, found by opening it in a process of its own. Nothing is thrown. */
export async function probeBackends(
  refs: readonly BackendRef[],
  { threads = 1, timeoutMs = 20_000 }: CallsOptions = {},
): Promise<readonly BackendEntry[]> {
  return inParallel(os.availableParallelism(), refs, async (ref) => {
    const { specifier } = ref;
    const session = openSession({ specifier, threads, timeoutMs, startTimeoutMs: timeoutMs });
    const started = await session.start([]);
    await session.close();
    return entryOf(ref, started);
  });
}
