import { sanitize, wrap } from '@rectify/report';
import { terminal } from './terminal.ts';

/** Short columns and a text that is wrapped beside them. */
export interface AlignedRow {
  readonly head: readonly string[];
  readonly text: string;
}

/** Rows with their columns aligned, as lines for standard output. */
export function aligned(rows: readonly AlignedRow[], indent = ''): string {
  const { width } = terminal();
  const widths: number[] = [];
  for (const { head } of rows)
    head.forEach((one, i) => (widths[i] = Math.max(widths[i] ?? 0, sanitize(one).length)));
  const lines = rows.flatMap(({ head, text }) => {
    const start =
      indent + head.map((one, i) => `${sanitize(one).padEnd(widths[i] ?? 0)}  `).join('');
    const [first = '', ...rest] = wrap(sanitize(text), width - start.length, '');
    return [start + first, ...rest.map((line) => ' '.repeat(start.length) + line)];
  });
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}
