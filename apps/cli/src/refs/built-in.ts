import { suiteError } from '@rectify/backend';
import type { BackendRef } from '@rectify/runner';
import type { BackendRow } from '../backends.ts';
import { backends } from '../backends.ts';
import { unknownName } from '../nearest.ts';

/** A backend that is known by id. */
export interface BuiltIn extends BackendRow {
  readonly id: string;
}

export const builtIns: readonly BuiltIn[] = Object.entries(backends).map(([id, row]) => ({
  id,
  ...row,
}));

export function builtInOf(id: string): BuiltIn | undefined {
  return builtIns.find((one) => one.id === id);
}

/** The command that gets a backend's runtime. */
export function wayToGet(id: string, runtime: string): string {
  if (builtIns.some((one) => id.startsWith(`${one.id}@`)))
    return `'npm view ${runtime} versions' shows others`;
  return builtInOf(id)?.build ?? `npm install --save-dev ${runtime}`;
}

/** A built-in backend's module as a URL, which a process elsewhere can import. @throws SuiteError BACKEND_MISSING */
export function builtInRef({ id, adapter, entry }: BuiltIn): BackendRef {
  try {
    return { id, specifier: import.meta.resolve(adapter + entry), isOfSuite: true };
  } catch (cause) {
    throw suiteError('BACKEND_MISSING', `${id}: ${adapter} is not installed`, {
      hint: `npm install --save-dev ${adapter}`,
      cause,
    });
  }
}

const versioned = builtIns.filter(({ packages }) => packages !== undefined).map(({ id }) => id);

/**
 * The packages on npm whose versions a backend can be had with.
 * @throws SuiteError BACKEND_UNKNOWN, or USAGE where it has no versions
 */
export function demandVersions(id: string): readonly [string, ...string[]] {
  const builtIn = builtInOf(id);
  if (builtIn === undefined)
    throw unknownName(id, {
      kind: 'backend with versions',
      names: versioned,
      code: 'BACKEND_UNKNOWN',
    });
  if (builtIn.packages !== undefined) return builtIn.packages;
  throw suiteError('USAGE', `${id} is there in the installed version only`, {
    hint: `${versioned.join(', ')} have versions on npm; bisect takes module: backends too`,
  });
}
