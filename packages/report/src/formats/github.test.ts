import type { Report } from '@rectify/record';
import { beforeAll, expect, it } from 'vitest';
import { everyOutcome } from '../fixtures/every.ts';
import { readCommands } from '../fixtures/workflow-commands.ts';
import { github } from './github.ts';

let report: Report;
beforeAll(async () => {
  report = await everyOutcome();
});

it('annotates each thing that fails the run, at its place', () => {
  const commands = readCommands(github.report(report));
  const failed = report.findings.filter(({ outcome }) => outcome === 'fail');
  for (const { clause } of failed)
    expect(commands.map(({ properties }) => properties.title)).toContain(`lossy ${clause}`);
  expect(commands).toContainEqual(
    expect.objectContaining({
      name: 'error',
      properties: expect.objectContaining({ file: 'expect ations.jsonc', line: '7' }),
    }),
  );
  // One for all clauses of the kernel that died, whose message is the same.
  const died = commands.filter(({ message }) => message.startsWith('the process died of SIGKILL'));
  expect(died).toHaveLength(1);
  expect(died[0]?.message).toContain('no verdict on: sigmoid/forward/nan, ');
});

it('shows what GitHub shows, and says how many more there are', () => {
  const [first] = report.findings.filter(({ outcome }) => outcome === 'fail');
  if (first === undefined) throw new Error('the sample has failures');
  const many = Array.from({ length: 25 }, (_, i) => ({ ...first, backend: `b${i}` }));
  const bare = { ...report, findings: many, refusals: [], failures: [] };
  const commands = readCommands(github.report(bare));
  expect(commands.map(({ name }) => name)).toEqual([...Array(10).fill('error'), 'notice']);
  expect(commands.at(-1)?.message).toMatch(/^15 more/);
});

it('says nothing where nothing fails', () => {
  const findings = report.findings.filter(
    ({ outcome }) => outcome === 'pass' || outcome === 'known',
  );
  expect(github.report({ ...report, findings, refusals: [], failures: [] })).toBe('');
});
