import { resolve } from 'node:path';
import { suiteError } from '@rectify/backend';
import type { BackendRef } from '@rectify/runner';
import { isFile } from '../is-file.ts';
import { unknownName } from '../nearest.ts';
import { isCommit, refAtCommit } from '../versions/git.ts';
import { refAtVersion } from '../versions/ref.ts';
import { builtInOf, builtInRef, builtIns, demandVersions } from './built-in.ts';
import { moduleRef } from './module.ts';

const atCommit = '@git:';

/** What `--against` names: a backend, or else a commit, which stands for this backend as it was there. */
export function sideAgainst(backend: string, other: string): string {
  const [name = ''] = other.split('@');
  const isBackend = /^(?:module|exec):/.test(other) || builtInOf(name) !== undefined;
  return !isBackend && isCommit(other) ? `${backend}${atCommit}${other}` : other;
}

/**
 * The backend that an argument of the command line names; a version of a runtime is installed if need be.
 * @throws SuiteError BACKEND_UNKNOWN, BACKEND_MISSING, or as `refAtVersion` and `refAtCommit`
 */
export async function refOf(argument: string): Promise<BackendRef> {
  const at = argument.lastIndexOf(atCommit);
  if (at > 0)
    return refAtCommit(await refOf(argument.slice(0, at)), argument.slice(at + atCommit.length));
  if (argument.startsWith('module:')) return moduleRef(argument);
  if (argument.startsWith('exec:')) return { id: argument, specifier: argument };
  const [, name = argument, version] = /^([^@]+)@(.*)$/.exec(argument) ?? [];
  const builtIn = builtInOf(name);
  if (builtIn !== undefined)
    return version === undefined
      ? builtInRef(builtIn)
      : refAtVersion(builtInRef(builtIn), demandVersions(name), version);
  if (isFile(resolve(argument)))
    throw suiteError('BACKEND_UNKNOWN', `unknown backend '${argument}'`, {
      hint: `a file is given as 'module:${argument}'`,
    });
  throw unknownName(name, {
    kind: 'backend',
    names: builtIns.map(({ id }) => id),
    code: 'BACKEND_UNKNOWN',
  });
}
