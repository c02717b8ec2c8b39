import type { LeftOut, Mode, Ranking } from '@rectify/record';
import { rankSchema } from '@rectify/record';
import { documentText } from '../json.ts';
import { plain, wrap } from '../plain.ts';
import { layOut } from '../pretty/grid.ts';
import { digits } from '../quantity.ts';
import type { RenderOptions } from '../render.ts';
import { rank } from './rank.ts';
import type { Source } from './sources.ts';
import { sourceRuns } from './sources.ts';

const titles: Readonly<Record<Mode, string>> = {
  run: 'The kernel alone',
  roundtrip: 'From array to array (bind + run + read)',
};

const always =
  'One number misleads: it weighs a length that you never use like the one that you do. rectify cmp shows the cells.';

/** Who lacks how many cells, and the first of those. */
function leftOutText(leftOut: readonly LeftOut[], cells: number): readonly string[] {
  if (leftOut.length === 0) return [];
  const counts = new Map<string, number>();
  for (const { lacking } of leftOut)
    for (const id of lacking) counts.set(id, (counts.get(id) ?? 0) + 1);
  const lacks = [...counts].map(([id, count]) => `${id} lacks ${count}`).join(', ');
  const named = leftOut.slice(0, 3).map(({ cell }) => cell);
  const more = leftOut.length > named.length ? [`and ${leftOut.length - named.length} more`] : [];
  return [
    `left out, because not all have them: ${leftOut.length} of ${cells + leftOut.length} cells (${lacks}): ${[...named, ...more].join(', ')}`,
  ];
}

function section(
  { mode, cells, backends, leftOut, cautions }: Ranking,
  options: RenderOptions,
): readonly string[] {
  const grid = {
    labels: ['', 'backend'],
    columns: ['× the fastest', 'at worst', 'fastest in', 'grade'],
    rows: backends.map((one, i) => ({
      labels: [`${i + 1}.`, plain(one.backend)],
      cells: [
        `${digits(one.ratio)}×`,
        `${digits(one.worst)}×`,
        `${one.fastest} of ${cells}`,
        one.grade ?? 'not judged',
      ].map((text) => ({ text, tone: null })),
    })),
    align: 'right',
  } as const;
  return [
    options.paint('title', `${titles[mode]}: geometric mean over ${cells} cells`),
    ...layOut(grid, options),
    ...[...cautions, ...leftOutText(leftOut, cells)].flatMap((text) =>
      wrap(plain(text), options.width, '  ').map((line) => options.paint('warn', line)),
    ),
  ];
}

/** Backends in order, with what speaks against the order. @throws SuiteError as `rank` */
export function showRanking(sources: readonly Source[], options: RenderOptions): string {
  const sections = rank(sources).map((one) => section(one, options));
  const caution = wrap(always, options.width, '').map((line) => options.paint('warn', line));
  return `${[...sections, caution].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** The same as a document. @throws SuiteError as `rank` */
export function rankingJson(sources: readonly Source[]): string {
  const rankings = rank(sources);
  const caution = always;
  return documentText(rankSchema, {
    schema: 'rectify/rank@1',
    sources: sourceRuns(sources),
    rankings,
    caution,
  });
}
