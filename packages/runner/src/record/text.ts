import { readFileSync, statSync } from 'node:fs';
import { suiteError } from '@rectify/backend';

/** The text of a file. @throws SuiteError RECORD_UNREADABLE when there is none, or a folder, a pipe or a device */
export function textOfFile(path: string): string {
  const unreadable = (why: string, cause?: unknown): Error =>
    suiteError('RECORD_UNREADABLE', `${path}: ${why}`, {
      hint: 'give the path of a file that --record wrote',
      cause,
    });
  let isFile = false;
  let text = '';
  try {
    isFile = statSync(path).isFile();
    // A pipe may never end, and a device neither.
    if (isFile) text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw unreadable(cause instanceof Error ? cause.message : String(cause), cause);
  }
  if (!isFile) throw unreadable('it is no file, but a folder, a pipe or a device');
  return text;
}
