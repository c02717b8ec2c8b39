import { table } from 'table';
import type { Tone } from '../paint.ts';
import { shortened } from '../plain.ts';
import type { RenderOptions } from '../render.ts';

export interface Cell {
  readonly text: string;
  readonly tone: Tone | null;
}

/** A table: label columns, repeated where the others do not fit the width, then a column for each heading. */
export interface Grid {
  readonly labels: readonly string[];
  readonly columns: readonly string[];
  readonly rows: readonly { readonly labels: readonly string[]; readonly cells: readonly Cell[] }[];
  readonly align: 'left' | 'right';
}

const longestHeading = 24;
const gap = 2;

const widest = (texts: readonly string[]): number =>
  Math.max(0, ...texts.map(({ length }) => length)) + gap;

/** Runs of columns that fit beside the labels; at least one column each. */
function runsOf(grid: Grid, width: number): readonly (readonly number[])[] {
  const labels = grid.labels
    .map((heading, i) => widest([heading, ...grid.rows.map((row) => row.labels[i] ?? '')]))
    .reduce((sum, one) => sum + one, 0);
  const runs: number[][] = [];
  let used = Infinity;
  grid.columns.forEach((heading, i) => {
    const own = widest([heading, ...grid.rows.map((row) => row.cells[i]?.text ?? '')]);
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

/** Lays a grid out, in several parts one under another where it is wider than the terminal. */
export function layOut(grid: Grid, { width, paint }: RenderOptions): readonly string[] {
  const headed = { ...grid, columns: grid.columns.map((one) => shortened(one, longestHeading)) };
  const painted = ({ tone, text }: Cell): string => (tone === null ? text : paint(tone, text));
  return runsOf(headed, width).flatMap((run, part) => {
    const headings = [...headed.labels, ...run.map((i) => headed.columns[i] ?? '')];
    const rows = headed.rows.map(({ labels, cells }) => [
      ...labels,
      ...run.map((i) => painted(cells[i] ?? { text: '', tone: null })),
    ]);
    const text = table([headings.map((one) => paint('quiet', one)), ...rows], {
      columnDefault: { paddingLeft: 0, paddingRight: gap, alignment: headed.align },
      columns: Object.fromEntries(headed.labels.map((_, i) => [i, { alignment: 'left' as const }])),
      drawVerticalLine: () => false,
      drawHorizontalLine: () => false,
    });
    const lines = text.split('\n').filter((line) => line !== '');
    return [...(part === 0 ? [] : ['']), ...lines.map((line) => `  ${line.trimEnd()}`)];
  });
}
