import type { Report } from '@rectify/record';
import type { Point } from '../points.ts';
import { failing, pointsOf, suiteOf } from '../points.ts';

/** Annotations of one type that GitHub shows of one step; it drops further ones without a word. */
const shownPerStep = 10;

/** The escapes of workflow commands: of a message, and of a property, which ends at a comma or colon. */
const message = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string =>
  message(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

function command(
  type: 'error' | 'notice',
  properties: Readonly<Record<string, string>>,
  text: string,
): string {
  const given = Object.entries(properties).map(([key, value]) => `${key}=${property(value)}`);
  return `::${type} ${given.join(',')}::${message(text)}\n`;
}

/** Errors of one kernel with the same words are one annotation: what killed a kernel is said once, not for each clause. */
function annotation(points: readonly [Point, ...Point[]]): string {
  const [first] = points;
  const { title, lines, repro, location, outcome } = first;
  const names = points.map(({ name }) => name).join(', ');
  const place: Readonly<Record<string, string>> =
    location === null ? {} : { file: location.file, line: String(location.line) };
  const what = outcome === 'error' ? suiteOf(first) : `${first.backend} ${first.about}`;
  const text = [
    title,
    ...lines,
    ...(repro === null ? [] : [repro]),
    ...(outcome === 'error' ? [`no verdict on: ${names}`] : []),
  ];
  return command('error', { ...place, title: what }, text.join('\n'));
}

/**
 * GitHub workflow commands: an error annotation for each thing that fails the run. Known deviations have none: what is
 * expected would hide what is not. Nothing at all where nothing fails.
 */
export function github(report: Report): string {
  return githubOf(pointsOf(report));
}

/** Points as annotations, those that fail. */
export function githubOf(all: readonly Point[]): string {
  const points = all.filter(({ outcome }) => failing.includes(outcome));
  const groups = [
    ...Map.groupBy(points, (one) =>
      JSON.stringify([suiteOf(one), one.outcome === 'error' ? '' : one.name, one.title, one.lines]),
    ).values(),
  ];
  const shown = groups
    .slice(0, shownPerStep)
    .map(([first, ...rest]) => (first === undefined ? '' : annotation([first, ...rest])));
  const more = groups.length - shown.length;
  const last =
    more === 0
      ? []
      : [
          command(
            'notice',
            { title: 'rectify' },
            `${more} more: GitHub shows ${shownPerStep} errors of a step; every other format has all`,
          ),
        ];
  return [...shown, ...last].join('');
}
