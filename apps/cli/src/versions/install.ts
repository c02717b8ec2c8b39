import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { suiteError } from '@rectify/backend';
import { npm, unknownVersion } from './npm.ts';

/** Where versions of runtimes are kept. */
function cacheFolder(): string {
  const { RECTIFY_CACHE, XDG_CACHE_HOME } = process.env;
  return RECTIFY_CACHE || join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'rectify');
}

/** The folder of a version; a whole install or none. */
function folderOf([runtime = '']: readonly string[], version: string): string {
  return join(cacheFolder(), `${runtime.replace('/', '+')}@${version}`);
}

/** A folder beside where it will be. @throws SuiteError OUTPUT_UNWRITABLE */
function newFolder(folder: string): string {
  try {
    mkdirSync(cacheFolder(), { recursive: true });
    return mkdtempSync(`${folder}.`);
  } catch (cause) {
    throw suiteError('OUTPUT_UNWRITABLE', `${cacheFolder()} cannot be written: ${String(cause)}`, {
      hint: 'RECTIFY_CACHE names another folder for versions of runtimes',
      cause,
    });
  }
}

/** Whether the cache has a version. */
export function isInstalled(packages: readonly string[], version: string): boolean {
  return existsSync(folderOf(packages, version));
}

/**
 * Installs one version of packages that belong together, unless the cache has it. Install scripts do not run: those of
 * the runtimes fetch what the CPU needs not, from elsewhere than the registry.
 * @returns the folder whose node_modules has them
 * @throws SuiteError VERSION_UNKNOWN or INSTALL_FAILED
 */
export async function install(packages: readonly string[], version: string): Promise<string> {
  const folder = folderOf(packages, version);
  if (isInstalled(packages, version)) return folder;
  const specs = packages.map((name) => `${name}@${version}`);
  process.stderr.write(`installing ${specs.join(' ')}\n`);
  const partial = newFolder(folder);
  try {
    const flags = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund'];
    const answer = await npm(['install', ...flags, '--prefix', partial, ...specs], partial);
    if (!answer.ok && answer.code === 'ETARGET') throw unknownVersion(packages[0] ?? '', version);
    if (!answer.ok)
      throw suiteError('INSTALL_FAILED', `npm cannot install ${specs[0]}: ${answer.summary}`, {
        hint: `try 'npm install ${specs.join(' ')}' in an empty folder`,
      });
    try {
      renameSync(partial, folder);
    } catch (error) {
      // Another run was first; its install is as whole as this one.
      if (!existsSync(folder)) throw error;
    }
    return folder;
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}
