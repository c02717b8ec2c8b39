import type { KernelRequest, TypedArray } from '@rectify/backend';
import { kernelName, suiteError } from '@rectify/backend';
import type { Observation } from '@rectify/conformance';
import type { BackendRef } from './backend-ref.ts';
import type { Unsupported } from './protocol.ts';
import { openSession } from './session.ts';

export interface OnceOptions {
  readonly threads?: number;
  readonly timeoutMs?: number;
}

/**
 * Calls one kernel once, in a process of its own: `offset` elements lie before `x` and `dy` in their buffers.
 * @throws SuiteError when the backend or the kernel cannot be had; a call that fails is an errored observation
 */
export async function runOnce(
  ref: BackendRef,
  request: KernelRequest,
  x: TypedArray,
  dy: TypedArray | undefined,
  offset: number,
  { threads = 1, timeoutMs = 30_000 }: OnceOptions = {},
): Promise<Observation> {
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
    if (started.kind === 'errored') return started;
    const [claim] = started.claims;
    if (claim?.kind === 'unsupported') throw unsupported(claim);
    if (claim?.kind === 'errored') return claim;
    const ran = await session.run(request, dy === undefined ? { x, offset } : { x, dy, offset });
    if (ran.kind === 'unsupported') throw unsupported(ran);
    return ran;
  } finally {
    await session.close();
  }
}
