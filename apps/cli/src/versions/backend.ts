import { suiteError } from '@rectify/backend';
import type { BackendRef } from '@rectify/runner';
import { refOf } from '../refs/argument.ts';
import { demandVersions } from '../refs/built-in.ts';
import { tryOpening } from '../try-opening.ts';

/** A backend whose runtime can be had in several versions. */
export interface VersionedBackend {
  readonly ref: BackendRef;
  /** The runtime on npm, then what must be of the same version. */
  readonly packages: readonly [string, ...string[]];
}

/**
 * A backend that is known by id, or a module, which is opened to hear what its runtime is.
 * @throws SuiteError BACKEND_UNKNOWN, BACKEND_MISSING or BACKEND_INVALID, USAGE where it has no versions
 */
export async function versionedBackend(
  argument: string,
  o: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<VersionedBackend> {
  if (!argument.startsWith('module:')) {
    const packages = demandVersions(argument);
    return { ref: await refOf(argument), packages };
  }
  const ref = await refOf(argument);
  const started = await tryOpening(ref, { ...o, threads: 1 });
  if ('module' in started) return { ref, packages: [started.module.runtime] };
  const [code, hint] =
    started.kind === 'refused'
      ? [started.code, started.hint]
      : (['BACKEND_INVALID', `rectify verify ${argument} shows more`] as const);
  throw suiteError(code, `${ref.id}: ${started.message}`, { hint });
}
