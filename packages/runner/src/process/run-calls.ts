import type { KernelRequest } from '@rectify/backend';
import { kernelName, suiteError } from '@rectify/backend';
import type { Batch, Observation } from '@rectify/conformance';
import type { BackendRef } from './backend-ref.ts';
import type { Unsupported } from './protocol.ts';
import { openSession } from './session.ts';

export interface CallsOptions {
  readonly threads?: number;
  readonly timeoutMs?: number;
}

/**
 * Makes calls of one kernel, in a process of its own, and gives an observation for each.
 * @throws SuiteError when the backend or the kernel cannot be had; a call that fails is an errored observation
 */
export async function runCalls(
  ref: BackendRef,
  request: KernelRequest,
  batches: readonly Batch[],
  { threads = 1, timeoutMs = 30_000 }: CallsOptions = {},
): Promise<readonly Observation[]> {
  const session = openSession({ specifier: ref.specifier, threads, timeoutMs });
  const unsupported = ({ note }: Unsupported): Error =>
    suiteError('KERNEL_UNSUPPORTED', `${kernelName(request)}: ${note}`, {
      hint: `ask another backend than ${ref.id}`,
    });
  try {
    const started = await session.start([request]);
    if (started.kind === 'refused')
      throw suiteError(started.code, `${ref.id}: ${started.message}`, { hint: started.hint });
    if (started.kind === 'unavailable')
      throw suiteError('BACKEND_MISSING', `${ref.id}: ${started.note}`, {
        hint: `install ${started.module.runtime}`,
      });
    if (started.kind === 'errored') return batches.map(() => started);
    const [claim] = started.claims;
    if (claim?.kind === 'unsupported') throw unsupported(claim);
    if (claim?.kind === 'errored') return batches.map(() => claim);
    const observations: Observation[] = [];
    for (const batch of batches) {
      const ran = await session.run(request, batch);
      if (ran.kind === 'unsupported') throw unsupported(ran);
      observations.push(ran);
    }
    return observations;
  } finally {
    await session.close();
  }
}
