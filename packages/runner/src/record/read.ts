import { readFileSync } from 'node:fs';
import { suiteError } from '@rectify/backend';
import type { RecordFile } from '@rectify/record';
import { parseRecord, parseUnfinished } from '@rectify/record';

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw suiteError('RECORD_UNREADABLE', `${path}: ${why}`, {
      hint: 'give the path of a file that --record wrote',
      cause,
    });
  }
}

/** Reads a whole record. @throws SuiteError RECORD_UNREADABLE when there is none, and as `parseRecord` */
export const readRecord = (path: string): RecordFile => parseRecord(path, textOf(path));

/**
 * Reads what a run left, whether it came to its end or not.
 * @throws SuiteError RECORD_UNREADABLE when there is none, and as `parseUnfinished`
 */
export const readUnfinished = (path: string): RecordFile => parseUnfinished(path, textOf(path));
