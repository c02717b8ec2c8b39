import type { Report } from '@rectify/record';
import { beforeAll, expect, it } from 'vitest';
import { everyOutcome } from '../fixtures/every.ts';
import { readSarif } from '../fixtures/sarif.ts';
import { sarif } from './sarif.ts';

let report: Report;
beforeAll(async () => {
  report = await everyOutcome();
});

it('is valid after the published schema, which does refuse', () => {
  readSarif(sarif.report(report));
  const wrong = sarif.report(report).replace('"level": "error"', '"level": "fatal"');
  expect(() => readSarif(wrong)).toThrow(/level/);
});

it('has a result for each finding that matters, and a rule for each clause that it names', () => {
  const { tool, results, invocations } = readSarif(sarif.report(report));
  const { fail, stale, error, known } = report.summary;
  expect(results).toHaveLength(fail + stale + error + known);
  const rules = new Set(tool.driver.rules.map(({ id }) => id));
  expect(new Set(results.map(({ ruleId }) => ruleId))).toEqual(rules);
  const suppressed = results.filter(({ suppressions }) => suppressions.length > 0);
  expect(suppressed.map(({ properties }) => properties.outcome)).toEqual(['known', 'known']);
  expect(suppressed[0]?.suppressions[0]?.justification).toBe('the exponential is cut off');
  // The refusal and the failure while timing.
  expect(invocations[0]?.toolExecutionNotifications).toHaveLength(2);
});

it('points at the place of a finding, and always at some file', () => {
  const { results } = readSarif(sarif.report(report));
  const places = results.map(({ locations }) => locations[0]?.physicalLocation);
  expect(places).toContainEqual(
    expect.objectContaining({
      artifactLocation: { uri: 'expect%20ations.jsonc', uriBaseId: '%SRCROOT%' },
      region: { startLine: 7 },
    }),
  );
  expect(places.every((place) => place !== undefined)).toBe(true);
});

it('keeps its fingerprints when counts, versions and witnesses change, and has one for each result', () => {
  const prints = (one: Report): readonly string[] =>
    readSarif(sarif.report(one)).results.map(
      ({ fingerprints }) => fingerprints['rectify/v1'] ?? '',
    );
  const later: Report = {
    ...report,
    run: { ...report.run, started: '2027-01-01T00:00:00Z', seed: '2', spec: '2027.1' },
    backends: report.backends.map((one) => ({ ...one, version: '9.9.9' })),
    findings: report.findings.map((one) => ({
      ...one,
      tested: one.tested + 1,
      violations: one.violations + 1,
      witness: null,
      message: one.message === null ? null : `${one.message}, later`,
    })),
  };
  expect(prints(later)).toEqual(prints(report));
  expect(new Set(prints(report)).size).toBe(prints(report).length);
  for (const { fingerprints, partialFingerprints } of readSarif(sarif.report(report)).results)
    expect(partialFingerprints.primaryLocationLineHash).toBe(fingerprints['rectify/v1']);
});
