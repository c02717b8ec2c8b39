import { clauses } from '@rectify/spec';
import { expect, it } from 'vitest';
import { harnessWith, relu, tanh } from '../fixtures/harness-session.ts';
import type { VerifyOptions } from './options.ts';
import { verify } from './verify.ts';

const options = (fault: string, more: Partial<VerifyOptions> = {}): VerifyOptions => ({
  backends: [{ id: 'small', specifier: harnessWith(fault) }],
  requests: [tanh],
  clauses,
  depth: 'smoke',
  seed: 1,
  level: 'should',
  timeoutMs: 20_000,
  threads: 1,
  ...more,
});
const unstopped = { timeoutMs: 1000, requests: [relu] };
const silent = 'HARNESS_SILENT: it still ran 1000 ms after its response to stop';

it('a kernel that is unsupported in every call is', async () => {
  const { findings } = await verify(options('has-none-after-all'));
  expect(new Set(findings.map(({ verdict }) => verdict))).toEqual(new Set(['unsupported']));
});

it('a kernel that is unsupported in some calls is judged by the others, and fails in these', async () => {
  const { findings } = await verify(options('has-none-of-no-input'));
  const errors = findings.filter(({ outcome }) => outcome === 'fail');
  expect(errors).toMatchObject([
    { clause: 'tanh/forward/empty', message: 'says that it is unsupported: not of length 0' },
  ]);
  expect(findings.filter(({ outcome }) => outcome === 'pass').length).toBeGreaterThan(8);
});

it('a process that does not end is an error of a should too, where no must is judged', async () => {
  const shoulds = clauses.filter(({ id }) => id === 'relu/forward/lanes');
  const { findings } = await verify(
    options('stays-after-stop', { ...unstopped, clauses: shoulds }),
  );
  expect(findings).toMatchObject([{ outcome: 'error', level: 'should', message: silent }]);
});

it('a process that does not end is an error of a shard', async () => {
  const shard = { index: 2, count: 2 };
  const { findings, parts } = await verify(options('stays-after-stop', { ...unstopped, shard }));
  expect([findings, parts]).toMatchObject([[], [{ op: 'relu', error: silent }]]);
});
