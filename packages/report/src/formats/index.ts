import { suiteError } from '@rectify/backend';
import type { Diff, Report } from '@rectify/record';
import type { Plot } from '../plot/plot.ts';
import type { TableDocument } from '../tables/table-document.ts';
import type { RenderOptions } from '../words/render-options.ts';
import { github } from './github.ts';
import { json } from './json.ts';
import { jsonl } from './jsonl.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { pretty } from './pretty.ts';
import type { DiffOptions, FormatRow } from './row.ts';
import { sarif } from './sarif.ts';
import { svg } from './svg.ts';
import { tap } from './tap.ts';

const rows = {
  pretty,
  json,
  jsonl,
  junit,
  tap,
  sarif,
  markdown,
  github,
  svg,
} satisfies Readonly<Record<string, FormatRow>>;

export type Format = keyof typeof rows;

/** Formats whose rows show a thing. */
type Showing<K extends keyof FormatRow> = {
  readonly [F in Format]: (typeof rows)[F] extends Readonly<Record<K, unknown>> ? F : never;
}[Format];
export type TableFormat = Showing<'table'>;
export type PlotFormat = Showing<'plot'>;

/** Every format, in the order in which help lists them. */
export const formats = Object.keys(rows) as readonly Format[];

const showing = <K extends keyof FormatRow>(key: K): readonly Showing<K>[] =>
  formats.filter((one): one is Showing<K> => key in rows[one]);
export const tableFormats: readonly TableFormat[] = showing('table');
export const plotFormats: readonly PlotFormat[] = showing('plot');

/** A report as text in a format, with a line feed at its end; `github` is empty where there is nothing to annotate. */
export function render(format: Format, report: Report, options: RenderOptions): string {
  return rows[format].report(report, options);
}

/** A diff as text in a format. @throws SuiteError USAGE where the format has none */
export function renderDiff(format: Format, diff: Diff, options: DiffOptions): string {
  const show: FormatRow['diff'] = rows[format].diff;
  if (typeof show === 'function') return show(diff, options);
  throw suiteError('USAGE', show.reason, { hint: show.hint });
}

/** What is one table as text in a format. */
export function renderTable(
  format: TableFormat,
  table: TableDocument,
  options: RenderOptions,
): string {
  return rows[format].table(table, options);
}

/** A function and errors of its kernels as text in a format. */
export function renderPlot(format: PlotFormat, plot: Plot, options: RenderOptions): string {
  return rows[format].plot(plot, options);
}
