import { isSuiteError } from '@rectify/backend';
import type { BackendEntry } from '@rectify/record';
import type { BackendRef } from '@rectify/runner';
import { probeBackends } from '@rectify/runner';
import type { AlignedRow } from './aligned.ts';
import type { BuiltIn } from './refs/built-in.ts';
import { builtInRef, builtIns } from './refs/built-in.ts';

/** What is said of a backend that cannot be had. */
export function absentEntry(id: string, runtime: string, note: string): BackendEntry {
  const unopened = { name: null, version: null, device: null, threads: null };
  return { id, runtime, ...unopened, available: false, note };
}

/** A built-in backend, or that its adapter is not here. */
export function refOrAbsent(builtIn: BuiltIn): BackendRef | BackendEntry {
  try {
    return builtInRef(builtIn);
  } catch (error) {
    if (!isSuiteError(error)) throw error;
    return absentEntry(builtIn.id, builtIn.adapter, `${error.message}: ${error.hint}`);
  }
}

/** Every built-in backend with its runtime's version, or why it cannot be had. */
export async function inventory(): Promise<readonly BackendEntry[]> {
  const found = builtIns.map(refOrAbsent);
  const statuses = await probeBackends(found.filter((one) => 'specifier' in one));
  return found.map((one) =>
    'specifier' in one
      ? (statuses.find(({ id }) => id === one.id) ??
        absentEntry(one.id, one.specifier, 'no answer'))
      : one,
  );
}

/** What a backend is, or why it cannot be had. */
export function backendRow(entry: BackendEntry): AlignedRow {
  const { id, runtime, version, device, available, note } = entry;
  const text = available
    ? `${runtime} ${version ?? ''} · ${device ?? ''}`
    : (note ?? 'not available');
  return { head: [id, available ? 'here' : 'missing'], text };
}
