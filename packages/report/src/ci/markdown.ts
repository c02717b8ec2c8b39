import type { Report } from '@rectify/record';
import type { Cell } from '../pretty/grid.ts';
import { plain } from '../plain.ts';
import type { Point } from '../points.ts';
import { pointsOf } from '../points.ts';
import type { Grid } from '../pretty/grid.ts';
import { gradeGrid, gradeLegend, gradeTitle } from '../pretty/kernels.ts';
import { speedGrids } from '../pretty/speed.ts';

/** A step summary of GitHub may have 1 MiB, and is refused whole above it. */
const mostBytes = 1_000_000;

const bytesOf = (text: string): number =>
  // What `plain` leaves has no lone surrogate, which this would throw for.
  encodeURIComponent(text).replaceAll(/%../g, 'x').length;

/** Text as it stands: no markup, HTML, entity, mathematics or column of a table (GitHub Flavored Markdown). */
export const escaped = (text: string): string =>
  text.replaceAll(/[\\`*_[\]<>|~&$]/g, String.raw`\$&`);

/** Code that holds backticks stands between more of them than it has. */
function code(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${text}${fence}` : `${fence} ${text} ${fence}`;
}

/** A line of a statement, where a line begins: a link stays one, and nothing opens a heading, a list or a block of code. */
const line = (text: string): string =>
  /^https?:\/\/[^\s<>\\]+$/.test(text)
    ? `<${text}>`
    : escaped(text.trimStart()).replace(/^(\d*)([-+#=.)])/, String.raw`$1\$2`);

const marks = { title: '', good: '✅ ', warn: '⚠️ ', bad: '❌ ', quiet: '' } as const;

const cellText = ({ text, tone }: Cell): string =>
  `${tone === null ? '' : marks[tone]}${escaped(text)}`;

function table({ labels, columns, rows, align }: Grid): string {
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

/** Points that say the same of one backend: said once, with the kernels and clauses that it is said of. */
export function item(points: readonly Point[]): string {
  const [first] = points;
  if (first === undefined) return '';
  const { backend, title, lines, repro, location } = first;
  const where = location === null ? [] : [`at ${location.file}:${location.line}`];
  const shared = lines.filter((one) => points.every((point) => point.lines.includes(one)));
  const said =
    points.length === 1
      ? [...lines.map(line), ...(repro === null ? [] : [code(repro)])]
      : [...shared.map(line), ...points.map(({ about }) => line(about))];
  const head = points.length === 1 ? `${backend} ${first.about}` : backend;
  return [
    `- **${escaped(head)}**: ${escaped(title)}`,
    ...[...said, ...where.map(line)]
      // An item without text would underline what stands above it, as a heading.
      .filter((one) => one.trim() !== '')
      .map((one) => `  - ${one}`),
  ].join('\n');
}

const sections: readonly (readonly [title: string, outcome: Point['outcome']])[] = [
  ['Failures', 'fail'],
  ['Errors', 'error'],
  ['Stale deviations', 'stale'],
  ['Known deviations', 'known'],
];

function pointBlocks(report: Report): readonly string[] {
  const points = pointsOf(report);
  return sections.flatMap(([title, outcome]) => {
    const own = points.filter((one) => one.outcome === outcome);
    if (own.length === 0) return [];
    const groups = [
      ...Map.groupBy(own, (one) =>
        outcome === 'fail' || outcome === 'stale'
          ? JSON.stringify([one.backend, one.about, one.title])
          : JSON.stringify([one.backend, one.title]),
      ).values(),
    ];
    return [`## ${title} (${own.length})`, ...groups.map(item)];
  });
}

function headBlocks({ run, backends, summary }: Report): readonly string[] {
  const counts = Object.entries(summary).map(([outcome, count]) => `${count} ${outcome}`);
  const named = backends.map(({ id, name, version, available, note }) =>
    available ? `${id}: ${name ?? ''} ${version ?? ''}` : `${id}: not available: ${note ?? ''}`,
  );
  return [
    '# rectify',
    `**${counts.join(' · ')}**`,
    ...(run.interrupted ? ['⚠️ Interrupted: this is what was finished.'] : []),
    named.map((one) => `- backend ${escaped(plain(one))}`).join('\n'),
  ];
}

/** The blocks that fit, with a blank line between them. */
export function fitted(blocks: readonly string[]): string {
  const kept: string[] = [];
  let bytes = 0;
  for (const block of blocks) {
    bytes += bytesOf(block) + 2;
    if (bytes > mostBytes) {
      kept.push(
        `And more: ${blocks.length - kept.length} entries did not fit into a step summary.`,
      );
      break;
    }
    kept.push(block);
  }
  return `${kept.join('\n\n')}\n`;
}

/** GitHub Flavored Markdown for a step summary: grades, what is wrong, then speed; never above what a summary may have. */
export function markdown(report: Report): string {
  const grades = gradeGrid(report);
  const { run } = report;
  const receipt = `spec ${run.spec} · ${run.command} · depth ${run.depth} · seed ${run.seed} · ${run.started}`;
  return fitted([
    ...headBlocks(report),
    ...(grades.rows.length === 0 ? [] : [`## ${gradeTitle}`, table(grades), gradeLegend(grades)]),
    ...pointBlocks(report),
    ...speedGrids(report).flatMap(({ title, grid }) => [`## ${title}`, table(grid)]),
    `Receipt: ${escaped(plain(receipt))}`,
  ]);
}
