import type { BackendRef, Started } from '@rectify/runner';
import { openSession } from '@rectify/runner';

export interface OpeningOptions {
  readonly threads: number;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** Opens a backend in a process of its own and closes it again. */
export async function tryOpening(ref: BackendRef, o: OpeningOptions): Promise<Started> {
  const session = openSession({ ...o, specifier: ref.specifier });
  try {
    return await session.start([]);
  } finally {
    await session.close();
  }
}
