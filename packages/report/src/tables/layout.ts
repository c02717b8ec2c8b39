import { table } from 'table';
import { shortened } from '../words/lines.ts';
import type { RenderOptions } from '../words/render-options.ts';
import type { Tone } from '../words/style.ts';

export interface TableCell {
  readonly text: string;
  readonly tone: Tone | null;
}

/** Where there is nothing to say. */
export const noCell: TableCell = { text: '–', tone: 'quiet' };

/** Columns of labels, then cells. */
export interface TableRow {
  readonly labels: readonly string[];
  readonly cells: readonly TableCell[];
}

/** A table: label columns, repeated where the others do not fit the width, then a column for each heading. */
export interface TableLayout {
  readonly labels: readonly string[];
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
  readonly align: 'left' | 'right';
}

const longestHeading = 24;
const gap = 2;

const widest = (texts: readonly string[]): number =>
  Math.max(0, ...texts.map(({ length }) => length)) + gap;

/** Runs of columns that fit beside the labels; at least one column each. */
function runsOf(layout: TableLayout, width: number): readonly (readonly number[])[] {
  const labels = layout.labels
    .map((heading, i) => widest([heading, ...layout.rows.map((row) => row.labels[i] ?? '')]))
    .reduce((sum, one) => sum + one, 0);
  const runs: number[][] = [];
  let used = Infinity;
  layout.columns.forEach((heading, i) => {
    const own = widest([heading, ...layout.rows.map((row) => row.cells[i]?.text ?? '')]);
    // Two columns of indent, and the last column needs no gap behind it.
    if (used + own > width) {
      runs.push([]);
      used = labels;
    }
    runs.at(-1)?.push(i);
    used += own;
  });
  return runs;
}

/** Lays a table out, in several parts one under another where it is wider than the terminal. */
export function layOut(layout: TableLayout, { width, style }: RenderOptions): readonly string[] {
  const headed = {
    ...layout,
    columns: layout.columns.map((one) => shortened(one, longestHeading)),
  };
  const styled = ({ tone, text }: TableCell): string => (tone === null ? text : style(tone, text));
  return runsOf(headed, width).flatMap((run, part) => {
    const headings = [...headed.labels, ...run.map((i) => headed.columns[i] ?? '')];
    const rows = headed.rows.map(({ labels, cells }) => [
      ...labels,
      ...run.map((i) => styled(cells[i] ?? { text: '', tone: null })),
    ]);
    const text = table([headings.map((one) => style('quiet', one)), ...rows], {
      columnDefault: { paddingLeft: 0, paddingRight: gap, alignment: headed.align },
      columns: Object.fromEntries(headed.labels.map((_, i) => [i, { alignment: 'left' as const }])),
      drawVerticalLine: () => false,
      drawHorizontalLine: () => false,
    });
    const lines = text.split('\n').filter((line) => line !== '');
    return [...(part === 0 ? [] : ['']), ...lines.map((line) => `  ${line.trimEnd()}`)];
  });
}
