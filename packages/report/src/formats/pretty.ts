import { plotText } from '../plot/plot-text.ts';
import { diffText } from './pretty/diff.ts';
import { reportText } from './pretty/report.ts';
import type { FormatRow } from './row.ts';

/** For people, in a terminal. */
export const pretty = {
  report: reportText,
  diff: diffText,
  table: (table, options) => table.text(options),
  plot: plotText,
} as const satisfies FormatRow;
