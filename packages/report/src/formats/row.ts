import type { Diff, Report } from '@rectify/record';
import type { Fails } from '../diff/test-cases.ts';
import type { Plot } from '../plot/plot.ts';
import type { TableDocument } from '../tables/table-document.ts';
import type { RenderOptions } from '../words/render-options.ts';

/** `fails` says which changes are failures to formats that know such. */
export interface DiffOptions extends RenderOptions {
  readonly fails: Fails;
}

/** Why a format has nothing of a kind, and what to do instead. */
interface NotShown {
  readonly reason: string;
  readonly hint: string;
}

/**
 * One format: what it makes of each thing that there is to show. Text ends with a line feed, or is empty where there is
 * nothing to say.
 */
export interface FormatRow {
  readonly report: (report: Report, options: RenderOptions) => string;
  readonly diff: ((diff: Diff, options: DiffOptions) => string) | NotShown;
  /** What is one table: `cmp`, `rank` and their like. */
  readonly table?: (table: TableDocument, options: RenderOptions) => string;
  readonly plot?: (plot: Plot, options: RenderOptions) => string;
}
