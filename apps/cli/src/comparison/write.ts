import { renameSync, writeFileSync } from 'node:fs';
import { suiteError } from '@rectify/backend';
import type { TableDocument } from '@rectify/report';
import { tableFormats } from '@rectify/report';
import type { RunOptions } from '../options/run.ts';
import { writeTable } from '../options/table.ts';

/** Writes the result to standard output, and its document to the record. @throws SuiteError USAGE */
export function writeComparison(
  o: Pick<RunOptions, 'format' | 'record'>,
  table: TableDocument,
): void {
  const [given = 'pretty', ...more] = o.format;
  const format = tableFormats.find((one) => one === given);
  if (more.length > 0 || format === undefined)
    throw suiteError('USAGE', `--format ${o.format.join(' --format ')} is none of a comparison`, {
      hint: `give ${tableFormats.join(' or ')}, and --record FILE for the document`,
    });
  if (o.record !== undefined) writeDocument(o.record, table);
  writeTable(format, table);
}

/** Writes a document in place of what is at the path, which is never half of either. */
export function writeDocument(path: string, table: TableDocument): void {
  writeFileSync(`${path}.new`, table.json());
  renameSync(`${path}.new`, path);
}
