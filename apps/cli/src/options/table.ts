import type { TableDocument, TableFormat } from '@rectify/report';
import { renderTable, tableFormats } from '@rectify/report';
import { terminal } from '../terminal.ts';
import { oneOf } from './parsers.ts';

/** The format of what is one table on standard output. */
export const tableFormat = {
  flags: '--format <format>',
  help: tableFormats.join(' or '),
  parse: oneOf('format', tableFormats),
  initial: 'pretty',
} as const;

/** Writes such a table. */
export function writeTable(format: TableFormat, table: TableDocument): void {
  process.stdout.write(renderTable(format, table, terminal()));
}
