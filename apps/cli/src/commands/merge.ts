import { mergeRecords, openRecord, readRecord } from '@rectify/runner';
import { clauses } from '@rectify/spec';
import { prepareOutputs } from '../outputs.ts';
import { show } from './report.ts';

/**
 * Joins the records of all shards of a run, prints the report, records it if asked, and exits as the run would have.
 * @throws SuiteError RECORD_UNREADABLE, OUTPUT_UNWRITABLE or USAGE
 */
export function merge(
  files: readonly string[],
  o: { readonly format: readonly string[]; readonly record?: string },
  command: string,
): number {
  const write = prepareOutputs(o.format, o.record);
  const { run, entries } = mergeRecords(files, files.map(readRecord), clauses, command);
  if (o.record !== undefined) openRecord(o.record, run).close({ interrupted: false, entries });
  return show({ run, entries, interrupted: false }, files, write);
}
