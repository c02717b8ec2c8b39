import type { Change, Diff, Trend } from '@rectify/record';
import { trends } from '@rectify/record';
import { kernelLabel } from '../pretty/kernels.ts';
import type { Tone } from '../paint.ts';
import { plain, wrap } from '../plain.ts';
import type { RenderOptions } from '../render.ts';
import { describeChange } from './describe.ts';
import { cautions, runText, versionText } from './head.ts';
import { speedTable, verdictCounts } from './speed-table.ts';

export const titles: Readonly<Record<Trend, string>> = {
  worse: 'Worse',
  better: 'Better',
  appeared: 'Appeared',
  vanished: 'Vanished',
  different: 'Different, neither better nor worse',
};

const tones: Readonly<Record<Trend, Tone>> = {
  worse: 'bad',
  better: 'good',
  appeared: 'warn',
  vanished: 'warn',
  different: 'quiet',
};

function hanging(text: string, width: number, indent: string): readonly string[] {
  const [head = '', ...rest] = wrap(text, width - 2, indent);
  return [head, ...rest.map((line) => `  ${line}`)];
}

/** A kernel's name, then what changed in it. */
function kernelLines(
  changes: readonly Change[],
  { width, paint }: RenderOptions,
): readonly string[] {
  const [first] = changes;
  if (first === undefined) return [];
  const head = `  ${plain(first.backend)} ${kernelLabel(first)}`;
  return [
    paint(tones[first.trend], head),
    ...changes
      .filter(({ kind }) => kind !== 'kernel')
      .flatMap((change) => {
        const { name, title, lines } = describeChange(change);
        return [
          ...hanging(`${name}: ${title}`, width, '    '),
          ...lines.flatMap((line) => hanging(line, width, '      ')),
        ];
      }),
  ];
}

function section(trend: Trend, diff: Diff, options: RenderOptions): readonly string[] {
  const own = diff.changes.filter((one) => one.trend === trend);
  if (own.length === 0) return [];
  const kernels = Map.groupBy(own, ({ backend, op, pass, dtype }) =>
    JSON.stringify([backend, op, pass, dtype]),
  );
  return [
    options.paint('title', `${titles[trend]} (${own.length})`),
    ...[...kernels.values()].flatMap((changes) => kernelLines(changes, options)),
  ];
}

/** How many changes of each trend, in a line. */
export function trendCounts({ summary }: Diff): string {
  return trends.map((trend) => `${summary[trend]} ${trend}`).join(' · ');
}

/** For people: what was compared, then what got worse, better, appeared, vanished or differs. */
export function prettyDiff(diff: Diff, options: RenderOptions): string {
  const { width, paint } = options;
  const count = diff.kernels.length;
  // Of runs that were only timed no kernel was judged.
  const compared = count === 0 ? '' : `${count} kernel${count === 1 ? '' : 's'} compared: `;
  const quiet = (text: string): readonly string[] =>
    hanging(plain(text), width, '').map((line) => paint('quiet', line));
  const sections = [
    [...quiet(`old: ${runText(diff.old)}`), ...quiet(`new: ${runText(diff.new)}`)],
    diff.runtimes.flatMap((one) => hanging(plain(versionText(one)), width, '  ')),
    cautions(diff).flatMap((one) =>
      hanging(plain(one), width, '').map((line) => paint('warn', line)),
    ),
    ...trends.map((trend) => section(trend, diff, options)),
    diff.speed === undefined ? [] : speedTable(diff.speed, options),
    [
      `${compared}${trendCounts(diff)}`,
      ...(diff.speed === undefined ? [] : [verdictCounts(diff.speed)]),
    ],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}
