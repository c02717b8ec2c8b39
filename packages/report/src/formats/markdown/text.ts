import type { TableCell, TableLayout } from '../../tables/layout.ts';

/** Text as it stands: no markup, HTML, entity, mathematics or column of a table (GitHub Flavored Markdown). */
export const escaped = (text: string): string =>
  text.replaceAll(/[\\`*_[\]<>|~&$]/g, String.raw`\$&`);

/** Code that holds backticks stands between more of them than it has. */
export function code(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${text}${fence}` : `${fence} ${text} ${fence}`;
}

/** A line of a statement, where a line begins: a link stays one, and nothing opens a heading, a list or a block of code. */
export const line = (text: string): string =>
  /^https?:\/\/[^\s<>\\]+$/.test(text)
    ? `<${text}>`
    : escaped(text.trimStart()).replace(/^(\d*)([-+#=.)])/, String.raw`$1\$2`);

const marks = { title: '', good: '✅ ', warn: '⚠️ ', bad: '❌ ', quiet: '' } as const;

const cellText = ({ text, tone }: TableCell): string =>
  `${tone === null ? '' : marks[tone]}${escaped(text)}`;

/** A table as markup. */
export function table({ labels, columns, rows, align }: TableLayout): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = [
    ...labels.map(() => '---'),
    ...columns.map(() => (align === 'left' ? '---' : '--:')),
  ];
  return [
    row([...labels, ...columns].map(escaped)),
    row(rule),
    ...rows.map(({ labels: own, cells }) => row([...own.map(escaped), ...cells.map(cellText)])),
  ].join('\n');
}
