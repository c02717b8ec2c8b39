import type { Report, Run } from '@rectify/record';
import { plain } from '../plain.ts';
import type { Point } from '../points.ts';
import { pointsOf, suiteOf } from '../points.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Text for XML. What XML cannot hold at all, `plain` has made visible before. */
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (one) => entities[one] ?? '');

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

function detail({ title, lines, repro, location }: Point): string {
  const where = location === null ? [] : [`${location.file}:${location.line}`];
  return escaped([title, ...lines, ...(repro === null ? [] : [repro]), ...where].join('\n'));
}

/**
 * What a test case holds. A known deviation is `skipped`, as pytest shows an expected failure: the reason of a skipped test
 * is shown and counted everywhere, the output of one that passed nowhere.
 */
function contentOf(point: Point): readonly string[] {
  const { outcome, title } = point;
  switch (outcome) {
    case 'pass':
      return [];
    case 'fail':
    case 'stale':
      return [element('failure', { type: outcome, message: title }, [detail(point)])];
    case 'error':
      return [element('error', { type: outcome, message: title }, [detail(point)])];
    case 'known':
      return [element('skipped', {}, [`known deviation: ${detail(point)}`])];
    case 'skip':
      return [element('skipped', {}, [detail(point)])];
    default:
      return outcome satisfies never;
  }
}

function suite(name: string, points: readonly Point[], run: Run): string {
  const count = (...outcomes: readonly Point['outcome'][]): number =>
    points.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const classname = name.replaceAll(/[ /]/g, '.');
  return element(
    'testsuite',
    {
      name,
      tests: points.length,
      failures: count('fail', 'stale'),
      errors: count('error'),
      skipped: count('known', 'skip'),
      timestamp: plain(run.started),
    },
    [
      '\n',
      element('properties', {}, [
        element('property', { name: 'command', value: plain(run.command) }),
        element('property', { name: 'seed', value: plain(run.seed) }),
        element('property', { name: 'depth', value: run.depth }),
        element('property', { name: 'spec', value: plain(run.spec) }),
      ]),
      '\n',
      ...points.flatMap((one) => [
        element('testcase', { name: one.name, classname }, contentOf(one)),
        '\n',
      ]),
    ],
  );
}

/** JUnit XML, as CI services read it: a test suite for each kernel of a backend, a test case for each clause. */
export function junit(report: Report): string {
  return junitOf(pointsOf(report), report.run);
}

/** Points of a run as JUnit XML. */
export function junitOf(all: readonly Point[], run: Run): string {
  const suites = [...Map.groupBy(all, suiteOf)];
  const lines = suites.map(([name, points]) => suite(name, points, run));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', { name: 'rectify' }, ['\n', ...lines.map((line) => `${line}\n`)])}\n`;
}
