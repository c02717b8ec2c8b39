import type { Diff } from '@rectify/record';
import { trends } from '@rectify/record';
import { escaped, fitted, item } from '../ci/markdown.ts';
import { trustText } from '../machine.ts';
import { plain } from '../plain.ts';
import { cautions, runText, versionText } from './head.ts';
import type { Fails } from './points.ts';
import { pointOf } from './points.ts';
import { verdictCounts } from './speed-table.ts';
import { titles, trendCounts } from './pretty.ts';

const list = (texts: readonly string[]): string =>
  texts.map((one) => `- ${escaped(plain(one))}`).join('\n');

/** GitHub Flavored Markdown for a step summary; never above what a summary may have. */
export function markdownDiff(diff: Diff, fails: Fails): string {
  const found = cautions(diff);
  return fitted([
    '# rectify diff',
    `**${trendCounts(diff)}**`,
    ...(diff.speed === undefined
      ? []
      : [escaped(plain(`${verdictCounts(diff.speed)} · ${trustText(diff.speed.trust)}`))]),
    list(diff.runtimes.map(versionText)),
    ...(found.length === 0 ? [] : [list(found)]),
    ...trends.flatMap((trend) => {
      const own = diff.changes.filter((one) => one.trend === trend);
      return own.length === 0
        ? []
        : [`## ${titles[trend]} (${own.length})`, ...own.map((one) => item([pointOf(one, fails)]))];
    }),
    `Old: ${escaped(plain(runText(diff.old)))}`,
    `New: ${escaped(plain(runText(diff.new)))}`,
  ]);
}
