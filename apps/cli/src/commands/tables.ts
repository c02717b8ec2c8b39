import type { RenderOptions, Source } from '@rectify/report';
import { comparisonJson, rankingJson, showComparison, showRanking } from '@rectify/report';
import { terminal } from '../terminal.ts';
import { readReport } from './report.ts';

export const tableFormats = ['pretty', 'json'] as const;
export type TableFormat = (typeof tableFormats)[number];

interface Table {
  readonly show: (sources: readonly Source[], options: RenderOptions) => string;
  readonly json: (sources: readonly Source[]) => string;
}

const tables: Readonly<Record<'cmp' | 'rank', Table>> = {
  cmp: { show: showComparison, json: comparisonJson },
  rank: { show: showRanking, json: rankingJson },
};

/**
 * Prints a table of what records hold.
 * @throws SuiteError RECORD_UNREADABLE, or USAGE where they do not go together
 */
export function printTable(
  name: keyof typeof tables,
  files: readonly string[],
  format: TableFormat,
): void {
  const sources = files.map((file) => ({ file, report: readReport([file]) }));
  const { show, json } = tables[name];
  process.stdout.write(format === 'json' ? json(sources) : show(sources, terminal()));
}
