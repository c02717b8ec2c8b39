import { testCasesOfDiff } from '../diff/test-cases.ts';
import { jsonText } from '../words/document.ts';
import type { TestCase } from '../words/test-cases.ts';
import { testCasesOf } from '../words/test-cases.ts';
import type { FormatRow } from './row.ts';

/** `#` begins a directive, and the backslash escapes it and itself. */
const escaped = (text: string): string => text.replaceAll(/[\\#]/g, String.raw`\$&`);

/** YAML of what went wrong; JSON strings are YAML strings. */
function diagnostics({ outcome, title, lines, repro, location }: TestCase): readonly string[] {
  const facts: Readonly<Record<string, unknown>> = {
    message: title,
    severity: outcome,
    ...(lines.length === 0 ? {} : { details: lines }),
    ...(repro === null ? {} : { repro }),
    ...(location === null ? {} : { at: location }),
  };
  return [
    '  ---',
    ...Object.entries(facts).map(([key, value]) => `  ${key}: ${jsonText(value)}`),
    '  ...',
  ];
}

function caseLines(test: TestCase, index: number): readonly string[] {
  const { outcome, title, backend, about } = test;
  const head = `${index + 1} - ${escaped(`${backend} ${about}`)}`;
  switch (outcome) {
    case 'pass':
      return [`ok ${head}`];
    case 'fail':
    case 'stale':
    case 'error':
      return [`not ok ${head}`, ...diagnostics(test)];
    case 'known':
      return [`not ok ${head} # TODO ${escaped(title)}`, ...diagnostics(test)];
    case 'skip':
      return [`ok ${head} # SKIP ${escaped(title)}`];
    default:
      return outcome satisfies never;
  }
}

function tapText(cases: readonly TestCase[]): string {
  return `${['TAP version 13', `1..${cases.length}`, ...cases.flatMap(caseLines)].join('\n')}\n`;
}

/** TAP 13, which readers of 14 take too and Perl's does not take a newer one: a test point for each clause of each kernel; a known deviation is TODO, which may fail. */
export const tap = {
  report: (report) => tapText(testCasesOf(report)),
  diff: (diff, { fails }) => tapText(testCasesOfDiff(diff, fails)),
} as const satisfies FormatRow;
