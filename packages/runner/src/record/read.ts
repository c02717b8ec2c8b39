import type { RecordFile } from '@rectify/record';
import { demandSound, parseRecord, parseUnfinished } from '@rectify/record';
import { textOfFile } from './text.ts';

function sound(path: string, record: RecordFile): RecordFile {
  demandSound(path, record);
  return record;
}

/**
 * Reads a whole record.
 * @throws SuiteError RECORD_UNREADABLE when there is none, and as `parseRecord` and `demandSound`
 */
export const readRecord = (path: string): RecordFile =>
  sound(path, parseRecord(path, textOfFile(path)));

/**
 * Reads what a run left, whether it came to its end or not.
 * @throws SuiteError RECORD_UNREADABLE when there is none, and as `parseUnfinished` and `demandSound`
 */
export const readUnfinished = (path: string): RecordFile =>
  sound(path, parseUnfinished(path, textOfFile(path)));
