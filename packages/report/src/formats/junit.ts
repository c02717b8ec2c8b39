import type { Run } from '@rectify/record';
import { testCasesOfDiff } from '../diff/test-cases.ts';
import type { NonEmpty } from '../groups.ts';
import { groupsOf } from '../groups.ts';
import { sparseText } from '../words/coverage.ts';
import { escapeMarkup } from '../words/markup.ts';
import { sanitize } from '../words/sanitize.ts';
import type { TestCase } from '../words/test-cases.ts';
import { suiteOf, testCasesOf } from '../words/test-cases.ts';
import type { FormatRow } from './row.ts';

const escaped = (text: string): string => escapeMarkup(text).replaceAll("'", '&apos;');

function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  content: readonly string[] = [],
): string {
  const given = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
    .join('');
  return content.length === 0
    ? `<${name}${given}/>`
    : `<${name}${given}>${content.join('')}</${name}>`;
}

function detail({ title, lines, repro, location }: TestCase): string {
  const where = location === null ? [] : [`${location.file}:${location.line}`];
  return escaped([title, ...lines, ...(repro === null ? [] : [repro]), ...where].join('\n'));
}

/**
 * What a test case holds. A known deviation is `skipped`, as pytest shows an expected failure: the reason of a skipped test
 * is shown and counted everywhere, the output of one that passed nowhere.
 */
function contentOf(test: TestCase): readonly string[] {
  const { outcome, title } = test;
  switch (outcome) {
    case 'pass':
      return [];
    case 'fail':
    case 'stale':
      return [element('failure', { type: outcome, message: title }, [detail(test)])];
    case 'error':
      return [element('error', { type: outcome, message: title }, [detail(test)])];
    case 'known':
      return [element('skipped', {}, [`known deviation: ${detail(test)}`])];
    case 'skip':
      return [element('skipped', {}, [detail(test)])];
    default:
      return outcome satisfies never;
  }
}

function suite(cases: NonEmpty<TestCase>, run: Run): string {
  const name = suiteOf(cases[0]);
  const count = (...outcomes: readonly TestCase['outcome'][]): number =>
    cases.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const sparse = sparseText(run);
  const classname = name.replaceAll(/[ /]/g, '.');
  return element(
    'testsuite',
    {
      name,
      tests: cases.length,
      failures: count('fail', 'stale'),
      errors: count('error'),
      skipped: count('known', 'skip'),
      timestamp: sanitize(run.started),
    },
    [
      '\n',
      element('properties', {}, [
        element('property', { name: 'command', value: sanitize(run.command) }),
        element('property', { name: 'seed', value: sanitize(run.seed) }),
        element('property', { name: 'depth', value: run.depth }),
        ...(sparse === undefined ? [] : [element('property', { name: 'sparse', value: sparse })]),
        element('property', { name: 'spec', value: sanitize(run.spec) }),
      ]),
      '\n',
      ...cases.flatMap((one) => [
        element('testcase', { name: one.name, classname }, contentOf(one)),
        '\n',
      ]),
    ],
  );
}

function junitText(cases: readonly TestCase[], run: Run): string {
  const suites = groupsOf(cases, suiteOf).map((own) => `${suite(own, run)}\n`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', { name: 'rectify' }, ['\n', ...suites])}\n`;
}

/** JUnit XML, as CI services read it: a test suite for each kernel of a backend, a test case for each clause. */
export const junit = {
  report: (report) => junitText(testCasesOf(report), report.run),
  diff: (diff, { fails }) => junitText(testCasesOfDiff(diff, fails), diff.new),
} as const satisfies FormatRow;
