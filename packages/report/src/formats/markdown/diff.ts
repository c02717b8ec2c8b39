import type { Diff } from '@rectify/record';
import { trends } from '@rectify/record';
import { testCaseOf } from '../../diff/test-cases.ts';
import {
  cautionsOfDiff,
  runText,
  trendCounts,
  trendTitles,
  verdictCounts,
  versionText,
} from '../../words/diff-text.ts';
import { sanitize } from '../../words/sanitize.ts';
import { trustText } from '../../words/trust-text.ts';
import type { DiffOptions } from '../row.ts';
import { fitted, item } from './blocks.ts';
import { escaped } from './text.ts';

const list = (texts: readonly string[]): string =>
  texts.map((one) => `- ${escaped(sanitize(one))}`).join('\n');

/** Counts, then what changed, never above what a summary may have. */
export function diffMarkdown(diff: Diff, { fails }: DiffOptions): string {
  const found = cautionsOfDiff(diff);
  return fitted([
    '# rectify diff',
    `**${trendCounts(diff)}**`,
    ...(diff.speed === undefined
      ? []
      : [escaped(sanitize(`${verdictCounts(diff.speed)} · ${trustText(diff.speed.trust)}`))]),
    list(diff.runtimes.map(versionText)),
    ...(found.length === 0 ? [] : [list(found)]),
    ...trends.flatMap((trend) => {
      const own = diff.changes.filter((one) => one.trend === trend);
      return own.length === 0
        ? []
        : [
            `## ${trendTitles[trend]} (${own.length})`,
            ...own.map((one) => item([testCaseOf(one, fails)])),
          ];
    }),
    `Old: ${escaped(sanitize(runText(diff.old)))}`,
    `New: ${escaped(sanitize(runText(diff.new)))}`,
  ]);
}
