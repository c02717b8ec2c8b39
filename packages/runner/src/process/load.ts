import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Backend, BackendModule, Deviation } from '@rectify/backend';
import { suiteError } from '@rectify/backend';
import { deviationSchema } from '@rectify/record';
import { z } from 'zod';
import { describeIssues } from '../issues.ts';
import { identitySchema } from './answers.ts';
import { errorText } from './error-text.ts';

/** A backend's module with the deviations that it exports. */
export interface Loaded {
  readonly module: BackendModule;
  readonly deviations: readonly Deviation[];
}

const shapeHint =
  'export default defineBackend({ id, runtime: { package, versions }, probe, open }), from @rectify/backend';

/**
 * Imports a backend's module.
 * @param specifier a URL, a path (absolute, or from the working directory when it begins with a dot), or a package
 * that this package can resolve
 * @throws SuiteError BACKEND_MISSING when there is no such module, BACKEND_INVALID when it cannot be imported or has
 * another shape
 */
export async function loadBackend(specifier: string): Promise<Loaded> {
  const isPath = specifier.startsWith('.') || /^(?:\/|\\|[a-z]:[\\/])/i.test(specifier);
  const url = isPath ? pathToFileURL(resolve(specifier)).href : specifier;
  let exported: unknown;
  try {
    exported = await import(url);
  } catch (cause) {
    throw importError(specifier, url, cause);
  }
  const { default: module, deviations = [] } = exported as Record<string, unknown>;
  const wrong = moduleFault(module) ?? deviationsFault(deviations);
  if (wrong !== null)
    throw suiteError('BACKEND_INVALID', `${specifier}: ${wrong}`, { hint: shapeHint });
  return { module: module as BackendModule, deviations: deviations as readonly Deviation[] };
}

function importError(specifier: string, url: string, cause: unknown): Error {
  const missing =
    cause instanceof Error &&
    'code' in cause &&
    cause.code === 'ERR_MODULE_NOT_FOUND' &&
    (('url' in cause && cause.url === url) || cause.message.includes(`'${specifier}'`));
  return missing
    ? suiteError('BACKEND_MISSING', `there is no module ${specifier}`, {
        hint: 'give the path of a file, or the name of an installed package',
        cause,
      })
    : suiteError('BACKEND_INVALID', `${specifier} cannot be imported: ${errorText(cause)}`, {
        hint: 'import it with node to see the whole error',
        cause,
      });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** What is wrong with a default export; null when it is a BackendModule. */
function moduleFault(module: unknown): string | null {
  if (!isObject(module)) return 'its default export is no object';
  if (typeof module['id'] !== 'string' || module['id'] === '') return 'its id is no text';
  const { runtime } = module;
  if (!isObject(runtime) || typeof runtime['package'] !== 'string')
    return 'its runtime.package is no text';
  if (typeof runtime['versions'] !== 'string') return 'its runtime.versions is no text';
  if (typeof module['probe'] !== 'function') return 'its probe is no function';
  if (typeof module['open'] !== 'function') return 'its open is no function';
  return null;
}

function deviationsFault(deviations: unknown): string | null {
  const { error } = z.array(deviationSchema).safeParse(deviations);
  return error === undefined
    ? null
    : `its deviations are no list of { clause, versions, reason, … }: ${describeIssues(error)}`;
}

/** What is wrong with what `open` gave; null when it is a Backend. */
export function backendFault(backend: unknown): string | null {
  if (!isObject(backend)) return 'it gave no object';
  const { error } = identitySchema.safeParse(backend['identity']);
  if (error !== undefined) return `its identity is none: ${describeIssues(error)}`;
  for (const key of ['supports', 'prepare', 'dispose'] satisfies (keyof Backend)[])
    if (typeof backend[key] !== 'function') return `its ${key} is no function`;
  return null;
}
