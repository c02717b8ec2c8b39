import { randomUUID } from 'node:crypto';
import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { suiteError } from '@rectify/backend';

/** What is said of a record that cannot be written. */
export function unwritable(path: string, why: string, cause?: unknown): Error {
  return suiteError('OUTPUT_UNWRITABLE', `${path} cannot be written: ${why}`, {
    hint: 'give a path in a folder that exists, may be written to and has room',
    cause,
  });
}

/**
 * Writes a whole file in place of what is at the path, which is never half of either. A link stays one: what it leads to is
 * replaced.
 * @throws SuiteError OUTPUT_UNWRITABLE, for a pipe or a device too
 */
export function replaceFile(path: string, content: string | Uint8Array): void {
  let beside: string | undefined;
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found !== undefined && !found.isFile())
      throw new Error('it is no file, but a folder, a pipe or a device');
    const place = found === undefined ? path : realpathSync(path);
    // A name that nobody has: what stands beside it is not ours.
    beside = `${place}.${randomUUID()}.new`;
    writeFileSync(beside, content, { flag: 'wx' });
    renameSync(beside, place);
  } catch (cause) {
    if (beside !== undefined) rmSync(beside, { force: true });
    throw unwritable(path, cause instanceof Error ? cause.message : String(cause), cause);
  }
}
