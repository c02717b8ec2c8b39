import { kernelKey, kernelLabel } from '@rectify/backend';
import type { Change, Diff, Trend } from '@rectify/record';
import { trends } from '@rectify/record';
import type { NonEmpty } from '../../groups.ts';
import { groupsOf } from '../../groups.ts';
import { speedDiffTable } from '../../tables/speed-diff.ts';
import { changeText } from '../../words/change-text.ts';
import {
  cautionsOfDiff,
  runText,
  trendCounts,
  trendTitles,
  verdictCounts,
  versionText,
} from '../../words/diff-text.ts';
import { joinSections, wrapHanging } from '../../words/lines.ts';
import type { RenderOptions } from '../../words/render-options.ts';
import { sanitize } from '../../words/sanitize.ts';
import type { Tone } from '../../words/style.ts';

const tones: Readonly<Record<Trend, Tone>> = {
  worse: 'bad',
  better: 'good',
  listed: 'warn',
  appeared: 'warn',
  vanished: 'warn',
  different: 'quiet',
};

/** A kernel's name, then what changed in it. */
function kernelLines(
  changes: NonEmpty<Change>,
  { width, style }: RenderOptions,
): readonly string[] {
  const [first] = changes;
  const head = `  ${sanitize(first.backend)} ${kernelLabel(first)}`;
  return [
    style(tones[first.trend], head),
    ...changes
      .filter(({ kind }) => kind !== 'kernel')
      .flatMap((change) => {
        const { name, title, lines } = changeText(change);
        return [
          ...wrapHanging(`${name}: ${title}`, width, '    '),
          ...lines.flatMap((line) => wrapHanging(line, width, '      ')),
        ];
      }),
  ];
}

function section(trend: Trend, diff: Diff, options: RenderOptions): readonly string[] {
  const own = diff.changes.filter((one) => one.trend === trend);
  if (own.length === 0) return [];
  return [
    options.style('title', `${trendTitles[trend]} (${own.length})`),
    ...groupsOf(own, kernelKey).flatMap((changes) => kernelLines(changes, options)),
  ];
}

/** For people: what was compared, then what got worse, better, appeared, vanished or differs. */
export function diffText(diff: Diff, options: RenderOptions): string {
  const { width, style } = options;
  const count = diff.kernels.length;
  // Of runs that were only timed no kernel was judged.
  const compared = count === 0 ? '' : `${count} kernel${count === 1 ? '' : 's'} compared: `;
  const quiet = (text: string): readonly string[] =>
    wrapHanging(sanitize(text), width, '').map((line) => style('quiet', line));
  return joinSections([
    [...quiet(`old: ${runText(diff.old)}`), ...quiet(`new: ${runText(diff.new)}`)],
    diff.runtimes.flatMap((one) => wrapHanging(sanitize(versionText(one)), width, '  ')),
    cautionsOfDiff(diff).flatMap((one) =>
      wrapHanging(sanitize(one), width, '').map((line) => style('warn', line)),
    ),
    ...trends.map((trend) => section(trend, diff, options)),
    diff.speed === undefined ? [] : speedDiffTable(diff.speed, options),
    [
      `${compared}${trendCounts(diff)}`,
      ...(diff.speed === undefined ? [] : [verdictCounts(diff.speed)]),
    ],
  ]);
}
