import type { LeftOut, Mode, Ranking } from '@rectify/record';
import { rankSchema } from '@rectify/record';
import { gradeWords } from '../words/coverage.ts';
import { documentText } from '../words/document.ts';
import { joinSections } from '../words/lines.ts';
import { digits } from '../words/quantities.ts';
import type { RenderOptions } from '../words/render-options.ts';
import { sanitize } from '../words/sanitize.ts';
import { styledLines } from '../words/styled-lines.ts';
import { layOut } from './layout.ts';
import { rankingsOf } from './ranking.ts';
import type { NamedReport } from './sources.ts';
import { sourceRuns } from './sources.ts';
import type { TableDocument } from './table-document.ts';

const titles: Readonly<Record<Mode, string>> = {
  run: 'The kernel alone',
  roundtrip: 'From array to array (bind + run + read)',
};

const caution =
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
  const layout = {
    labels: ['', 'backend'],
    columns: ['× the fastest', 'at worst', 'fastest in', 'grade'],
    rows: backends.map((one, i) => ({
      labels: [`${i + 1}.`, sanitize(one.backend)],
      cells: [
        `${digits(one.ratio)}×`,
        `${digits(one.worst)}×`,
        `${one.fastest} of ${cells}`,
        one.grade === null ? 'not judged' : gradeWords(one.grade, one.coverage),
      ].map((text) => ({ text, tone: null })),
    })),
    align: 'right',
  } as const;
  return [
    options.style('title', `${titles[mode]}: geometric mean over ${cells} cells`),
    ...layOut(layout, options),
    ...[...cautions, ...leftOutText(leftOut, cells)].flatMap((text) =>
      styledLines('warn', sanitize(text), options),
    ),
  ];
}

/**
 * Backends in order, with what speaks against the order.
 * @throws SuiteError USAGE where no cell is shared by all, or nothing was timed
 */
export function rankTable(sources: readonly NamedReport[]): TableDocument {
  const rankings = rankingsOf(sources);
  return {
    text: (options) =>
      joinSections([
        ...rankings.map((one) => section(one, options)),
        styledLines('warn', caution, options, ''),
      ]),
    json: () =>
      documentText(rankSchema, {
        schema: 'rectify/rank@1',
        sources: sourceRuns(sources),
        rankings,
        caution,
      }),
  };
}
