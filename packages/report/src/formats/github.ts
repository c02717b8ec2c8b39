import type { Run } from '@rectify/record';
import { testCasesOfDiff } from '../diff/test-cases.ts';
import type { NonEmpty } from '../groups.ts';
import { groupsOf } from '../groups.ts';
import { sparseText } from '../words/coverage.ts';
import { failing } from '../words/outcome-titles.ts';
import type { TestCase } from '../words/test-cases.ts';
import { suiteOf, testCasesOf } from '../words/test-cases.ts';
import type { FormatRow } from './row.ts';

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
function annotation(cases: NonEmpty<TestCase>): string {
  const [first] = cases;
  const { title, lines, repro, location, outcome } = first;
  const names = cases.map(({ name }) => name).join(', ');
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

/** What fails as annotations. */
function annotations(all: readonly TestCase[]): string {
  const cases = all.filter(({ outcome }) => failing.includes(outcome));
  const groups = groupsOf(cases, (one) =>
    JSON.stringify([suiteOf(one), one.outcome === 'error' ? '' : one.name, one.title, one.lines]),
  );
  const shown = groups.slice(0, shownPerStep).map(annotation);
  const more = groups.length - shown.length;
  const text = `${more} more: GitHub shows ${shownPerStep} errors of a step; every other format has all`;
  const last = more === 0 ? [] : [command('notice', { title: 'rectify' }, text)];
  return [...shown, ...last].join('');
}

function sparseNotice(run: Run): string {
  const sparse = sparseText(run);
  return sparse === undefined ? '' : command('notice', { title: 'rectify' }, sparse);
}

/**
 * GitHub workflow commands: an error annotation for each thing that fails the run. Known deviations have none: what is
 * expected would hide what is not. Nothing at all where nothing fails, but a notice that a run was of a part of its sweep.
 */
export const github = {
  report: (report) => `${annotations(testCasesOf(report))}${sparseNotice(report.run)}`,
  diff: (diff, { fails }) => annotations(testCasesOfDiff(diff, fails)),
} as const satisfies FormatRow;
