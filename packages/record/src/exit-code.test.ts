import fc from 'fast-check';
import { expect, it } from 'vitest';
import { exitCodeOf } from './exit-code.ts';
import { runs } from './fixtures/arbitrary.ts';
import { countOutcomes, type Report } from './report.ts';

const [run] = fc.sample(runs, 1);
if (run === undefined) throw new Error('no sample');
const kernel = { backend: 'ts', op: 'relu', pass: 'vjp', dtype: 'float32' } as const;
const fine: Report = {
  schema: 'rectify/report@1',
  run: { ...run, interrupted: false },
  backends: [],
  findings: [],
  profiles: [],
  measurements: [],
  comparisons: [],
  refusals: [],
  failures: [],
  summary: { ...countOutcomes([]), pass: 3, known: 2, skip: 1 },
};

it.each<[string, Partial<Report>, number]>([
  ['fine', {}, 0],
  ['a failure', { summary: { ...fine.summary, fail: 1 } }, 1],
  ['a stale deviation', { summary: { ...fine.summary, stale: 1 } }, 1],
  ['an error', { summary: { ...fine.summary, error: 1 } }, 1],
  ['a kernel that is refused', { refusals: [{ ...kernel, reason: 'fails' }] }, 1],
  ['a kernel that died while timed', { failures: [{ ...kernel, message: 'ended' }] }, 1],
  ['interrupted', { run: { ...run, interrupted: true } }, 130],
])('%s', (_, more, code) => expect(exitCodeOf({ ...fine, ...more })).toBe(code));

it('a kernel that a shard could not judge', () => {
  expect(exitCodeOf(fine, [{ error: null }])).toBe(0);
  expect(exitCodeOf(fine, [{ error: null }, { error: 'ended' }])).toBe(1);
});
