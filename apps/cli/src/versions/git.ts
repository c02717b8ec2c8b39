import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, symlinkSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { suiteError } from '@rectify/backend';
import type { BackendRef } from '@rectify/runner';
import { cached } from './cache.ts';

/** What git prints; nothing where it fails or is not there. */
function git(folder: string, ...args: readonly string[]): string | undefined {
  try {
    return execFileSync('git', ['-C', folder, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return undefined;
  }
}

function commitOf(folder: string, name: string): string | undefined {
  return git(folder, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`);
}

/** Whether the repository of the working directory has a commit of this name. */
export function isCommit(name: string): boolean {
  return commitOf('.', name) !== undefined;
}

/** The folders from the top of a repository to one inside it. */
function foldersTo(inside: string): readonly string[] {
  return inside === '.' ? ['.'] : [...foldersTo(dirname(inside)), inside];
}

/** A copy of a commit in the cache, with the dependencies that are installed in the repository on the way to a file. */
async function checkout(top: string, commit: string, file: string): Promise<string> {
  const place = createHash('sha256').update(top).digest('hex').slice(0, 8);
  const copy = await cached(`git+${basename(top)}-${place}@${commit}`, async (folder) => {
    // Objects are shared: nothing is written into the repository, and little into the cache.
    const cloned = git(top, 'clone', '--quiet', '--shared', '--no-checkout', top, folder);
    if (cloned === undefined || git(folder, 'checkout', '--quiet', commit) === undefined)
      throw suiteError('VERSION_UNKNOWN', `git cannot check out ${commit} of ${top}`, {
        hint: `see what 'git clone --shared ${top}' says in an empty folder`,
      });
  });
  for (const folder of foldersTo(dirname(file))) {
    const installed = join(top, folder, 'node_modules');
    const wanted = join(copy, folder, 'node_modules');
    if (existsSync(installed) && existsSync(dirname(wanted)) && !existsSync(wanted))
      symlinkSync(installed, wanted, 'junction');
  }
  return copy;
}

/**
 * A backend as its repository had it at a commit. What it imports from its repository is of that commit; what it imports
 * from node_modules is what is installed now.
 * @param name a branch, tag or commit
 * @throws SuiteError USAGE where the backend is no file of a repository, VERSION_UNKNOWN where the commit has none
 */
export async function refAtCommit(
  { id, specifier, isOfSuite = false }: BackendRef,
  name: string,
): Promise<BackendRef> {
  const path = specifier.startsWith('file:') ? fileURLToPath(specifier) : undefined;
  const top = path && git(dirname(path), 'rev-parse', '--show-toplevel');
  if (path === undefined || top === undefined)
    throw suiteError('USAGE', `${id} is no file of a git repository`, {
      hint: 'a git ref is for a module: backend of yours',
    });
  const commit = commitOf(top, name);
  if (commit === undefined)
    throw suiteError('VERSION_UNKNOWN', `${top} has no commit '${name}'`, {
      hint: `'git log ${name}' there says more; a shallow clone needs 'git fetch --unshallow'`,
    });
  const inside = relative(top, path);
  const there = join(await checkout(top, commit, inside), inside);
  if (!existsSync(there))
    throw suiteError('VERSION_UNKNOWN', `commit '${name}' has no ${inside}`, {
      hint: `'git log -- ${inside}' shows those that have`,
    });
  return {
    id: `${id}@${commit.slice(0, 7)}`,
    specifier: pathToFileURL(there).href,
    isOfSuite,
  };
}
