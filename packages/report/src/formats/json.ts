import { diffSchema, reportSchema } from '@rectify/record';
import { documentText } from '../words/document.ts';
import type { FormatRow } from './row.ts';

/** Documents as such, after the schemas that are shipped. */
export const json = {
  report: (report) => documentText(reportSchema, report),
  diff: (diff) => documentText(diffSchema, diff),
  table: (table) => table.json(),
} as const satisfies FormatRow;
