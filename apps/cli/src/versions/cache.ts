import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { suiteError } from '@rectify/backend';

/** Where versions of backends are kept. */
function cacheFolder(): string {
  const { RECTIFY_CACHE, XDG_CACHE_HOME } = process.env;
  return RECTIFY_CACHE || join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'rectify');
}

/** Whether the cache has a folder of this name: whole, or not at all. */
export function isCached(name: string): boolean {
  return existsSync(join(cacheFolder(), name));
}

/** A folder beside where it will be. @throws SuiteError OUTPUT_UNWRITABLE */
function newFolder(folder: string): string {
  try {
    mkdirSync(cacheFolder(), { recursive: true });
    return mkdtempSync(`${folder}.`);
  } catch (cause) {
    throw suiteError('OUTPUT_UNWRITABLE', `${cacheFolder()} cannot be written: ${String(cause)}`, {
      hint: 'RECTIFY_CACHE names another folder for versions of backends',
      cause,
    });
  }
}

/**
 * A folder of the cache, filled unless it is there.
 * @param fill writes into an empty folder, which becomes the one of this name when all went well
 * @throws SuiteError OUTPUT_UNWRITABLE, and as `fill`
 */
export async function cached(
  name: string,
  fill: (folder: string) => Promise<void>,
): Promise<string> {
  const folder = join(cacheFolder(), name);
  if (existsSync(folder)) return folder;
  const partial = newFolder(folder);
  try {
    await fill(partial);
    try {
      renameSync(partial, folder);
    } catch (error) {
      // Another run was first; its folder is as whole as this one.
      if (!existsSync(folder)) throw error;
    }
    return folder;
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}
