import { suiteError } from '@rectify/backend';
import type { TableDocument } from '@rectify/report';
import { tableFormats } from '@rectify/report';
import { replaceFile } from '@rectify/runner';
import { demandApart } from '../apart.ts';
import type { RunOptions } from '../options/run.ts';
import { writeTable } from '../options/table.ts';
import { demandWritable } from '../outputs.ts';

/**
 * Proves, before minutes of timing, that the result can be written: to standard output, and its document to the record.
 * @param inputs files that are read
 * @throws SuiteError USAGE or OUTPUT_UNWRITABLE
 */
export function prepareComparison(
  { format: formats, record }: Pick<RunOptions, 'format' | 'record'>,
  inputs: readonly string[],
): (table: TableDocument) => void {
  const [given = 'pretty', ...more] = formats;
  const format = tableFormats.find((one) => one === given);
  if (more.length > 0 || format === undefined)
    throw suiteError('USAGE', `--format ${formats.join(' --format ')} is none of a comparison`, {
      hint: `give ${tableFormats.join(' or ')}, and --record FILE for the document`,
    });
  if (record !== undefined) {
    demandApart([record], inputs);
    demandWritable(record);
  }
  return (table) => {
    if (record !== undefined) writeDocument(record, table);
    writeTable(format, table);
  };
}

/** Writes a document in place of what is at the path, which is never half of either. @throws SuiteError OUTPUT_UNWRITABLE */
export function writeDocument(path: string, table: TableDocument): void {
  replaceFile(path, table.json());
}
