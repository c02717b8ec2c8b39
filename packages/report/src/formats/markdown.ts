import { diffMarkdown } from './markdown/diff.ts';
import { reportMarkdown } from './markdown/report.ts';
import type { FormatRow } from './row.ts';

/** GitHub Flavored Markdown for a step summary. */
export const markdown = {
  report: reportMarkdown,
  diff: diffMarkdown,
} as const satisfies FormatRow;
