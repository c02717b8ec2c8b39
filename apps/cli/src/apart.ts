import { lstatSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { suiteError } from '@rectify/backend';

/** Links that are followed at most, as by the system. */
const mostLinks = 40;

/** Where a path leads that names no file yet: its folder's real path, and through links that lead nowhere. */
function placeOf(path: string, links = 0): string {
  const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  return isLink && links < mostLinks
    ? placeOf(resolve(dirname(path), readlinkSync(path)), links + 1)
    : join(realpathSync(dirname(path)), basename(path));
}

/** What is the same for all names of one file, links of both kinds included. */
function identityOf(path: string): string {
  try {
    const found = statSync(path, { bigint: true, throwIfNoEntry: false });
    return found === undefined ? placeOf(resolve(path)) : `${found.dev}:${found.ino}`;
  } catch {
    // What leads nowhere is refused where it is opened.
    return path;
  }
}

/**
 * Demands that no output goes over an input, nor two into one file.
 * @throws SuiteError USAGE
 */
export function demandApart(outputs: readonly string[], inputs: readonly string[]): void {
  const read = new Map(inputs.map((path) => [identityOf(path), path]));
  const written = new Map<string, string>();
  for (const path of outputs) {
    const identity = identityOf(path);
    const input = read.get(identity);
    const other = written.get(identity);
    if (input !== undefined)
      throw suiteError('USAGE', `${path} would be written over ${input}, which is read`, {
        hint: 'give the output a file of its own',
      });
    if (other !== undefined)
      throw suiteError('USAGE', `two outputs have the same file: ${other} and ${path}`, {
        hint: 'give each its own',
      });
    written.set(identity, path);
  }
}
