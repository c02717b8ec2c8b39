import { expect, it } from 'vitest';
import { exitCodeOf } from './exit-code.ts';
import { emptyPart, kernel, met, reportWith } from './fixtures/minimal.ts';
import type { Report } from './report.ts';

const fine = reportWith([met]);

it.each<[string, Report, number]>([
  ['fine', fine, 0],
  ['a failure', { ...fine, summary: { ...fine.summary, fail: 1 } }, 1],
  ['a stale deviation', { ...fine, summary: { ...fine.summary, stale: 1 } }, 1],
  ['an error', { ...fine, summary: { ...fine.summary, error: 1 } }, 1],
  ['a kernel that is refused', { ...fine, refusals: [{ ...kernel, reason: 'fails' }] }, 1],
  ['a kernel that died while timed', { ...fine, failures: [{ ...kernel, message: 'ended' }] }, 1],
  ['interrupted', reportWith([], { run: { interrupted: true } }), 130],
  ['nothing at all', reportWith([]), 2],
])('%s', (_, report, code) => expect(exitCodeOf(report)).toBe(code));

it('a kernel that a shard could not judge', () => {
  const shard = reportWith([], { run: { shard: '1/2' } });
  expect(exitCodeOf(shard, [emptyPart])).toBe(0);
  expect(exitCodeOf(shard, [emptyPart, { ...emptyPart, error: 'ended' }])).toBe(1);
  expect(exitCodeOf(shard, [])).toBe(2);
});
