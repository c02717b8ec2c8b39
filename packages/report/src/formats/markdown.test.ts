import type { Report } from '@rectify/record';
import { beforeAll, expect, it } from 'vitest';
import { everyOutcome } from '../fixtures/every.ts';
import { readMarkdown } from '../fixtures/markdown.ts';
import { markdown } from './markdown.ts';

let report: Report;
beforeAll(async () => {
  report = await everyOutcome();
});

it('has grades, then what is wrong, then speed', () => {
  const { headings, tables, text } = readMarkdown(markdown.report(report));
  const { fail, error, stale, known } = report.summary;
  expect(headings.slice(0, 6)).toEqual([
    'rectify',
    'Conformance: grade and worst error in ULP',
    `Failures (${fail + 1})`,
    `Errors (${error + 1})`,
    `Stale deviations (${stale})`,
    `Known deviations (${known})`,
  ]);
  expect(headings[6]).toMatch(/^Speed of the kernel/);
  expect(tables[0]?.[0]).toEqual(['kernel', 'judged', 'lossy', 'dying']);
  expect(tables[0]?.[1]?.slice(1, 3)).toEqual([
    'sampled',
    expect.stringMatching(/^❌ A ≥\d+ \(≥\d\.\d+ ftz\)$/),
  ]);
  expect(tables[1]?.[0]?.slice(0, 3)).toEqual(['kernel', 'length', 'lossy']);
  expect(text).toContain(`${report.summary.pass} pass`);
});

it('says a reason once, with its link and the clauses that it is about', () => {
  const { items, links } = readMarkdown(markdown.report(report));
  const known = report.findings.filter(({ outcome }) => outcome === 'known');
  const [item, ...others] = items.filter(
    (one) => one.includes('the exponential is cut off') && !one.includes('no longer'),
  );
  expect(others).toEqual([]);
  for (const { clause } of known) expect(item).toContain(clause);
  expect(links).toContain('https://example.org/1');
  expect(items.find((one) => one.includes('SIGKILL'))).toContain('sigmoid/forward/nan');
});

it('never has more than a step summary may', () => {
  const [first] = report.findings.filter(({ outcome }) => outcome === 'error');
  if (first === undefined) throw new Error('the sample has errors');
  const findings = Array.from({ length: 100 }, (_, i) => ({
    ...first,
    message: `${i}: ${'漢字'.repeat(5000)}`,
  }));
  const text = markdown.report({ ...report, findings });
  expect(Buffer.byteLength(text)).toBeLessThan(2 ** 20);
  expect(Buffer.byteLength(text)).toBeGreaterThan(2 ** 19);
  expect(text.slice(-100)).toMatch(/And more: \d+ entries did not fit into a step summary\.\n$/);
});
