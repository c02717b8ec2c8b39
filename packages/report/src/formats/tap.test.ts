import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '@rectify/record';
import { Parser } from 'tap-parser';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { everyOutcome } from '../fixtures/every.ts';
import { tap } from './tap.ts';

let report: Report;
beforeAll(async () => {
  report = await everyOutcome();
});

it('is read by a TAP parser, strictly, with every outcome as TAP has it', () => {
  const extra: unknown[] = [];
  const parser = new Parser({ strict: true });
  parser.on('extra', (line) => extra.push(line));
  let results: Parser['results'] = null;
  parser.on('complete', (all) => (results = all));
  parser.end(tap.report(report));
  const { fail, stale, known, skip, error } = report.summary;
  expect(extra).toEqual([]);
  expect(results).toMatchObject({
    ok: false,
    count: report.findings.length + 4,
    // A refusal and a failure while timing fail as well; TODO counts as failed, and is no fault.
    fail: fail + stale + error + known + 2,
    todo: known,
    skip: skip + 1,
    bailout: false,
  });
});

it('says in YAML what went wrong', () => {
  const results = Parser.parse(tap.report(report), { strict: true });
  const points = results.flatMap((event) => (event[0] === 'assert' ? [event[1]] : []));
  const failed = points.find(({ ok, todo }) => !ok && !todo && ok === false);
  expect(failed?.diag).toMatchObject({ severity: 'stale', at: { line: 7 } });
  const violated = points.find(({ diag }) => diag?.severity === 'fail');
  expect(violated?.diag?.message).toMatch(/^violated by \d+ of \d+/);
  expect(violated?.diag?.repro).toContain('rectify repro');
  expect(points.find(({ todo }) => todo)?.todo).toBe('the exponential is cut off');
});

it('of what is right passes', () => {
  const findings = report.findings.filter(({ outcome }) => outcome === 'pass');
  const right: Report = { ...report, findings, refusals: [], failures: [] };
  const events = Parser.parse(tap.report(right), { strict: true });
  expect(events.find(([kind]) => kind === 'complete')?.[1]).toMatchObject({ ok: true, fail: 0 });
});

const folder = mkdtempSync(join(tmpdir(), 'rectify-tap-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What Perl's own harness makes of it: its exit code and words. */
function prove(text: string): { readonly status: number | null; readonly stdout: string } {
  const file = join(folder, 'report.tap');
  writeFileSync(file, text);
  return spawnSync('prove', ['--exec', 'cat', file], { encoding: 'utf8' });
}

it.skipIf(spawnSync('prove', ['--version']).status !== 0)(
  "Perl's prove agrees: it passes what is right, and known deviations, and fails the rest",
  () => {
    const only = (...outcomes: readonly string[]): Report => ({
      ...report,
      findings: report.findings.filter(({ outcome }) => outcomes.includes(outcome)),
      refusals: [],
      failures: [],
    });
    const passed = prove(tap.report(only('pass', 'known', 'skip')));
    expect(passed).toMatchObject({ status: 0 });
    expect(passed.stdout).toContain('Result: PASS');
    for (const outcome of ['fail', 'stale', 'error']) {
      const failed = prove(tap.report(only('pass', outcome)));
      expect(failed.status, outcome).not.toBe(0);
      expect(failed.stdout).toContain('Result: FAIL');
    }
  },
);
