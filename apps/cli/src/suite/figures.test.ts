import { join } from 'node:path';
import type { Report } from '@rectify/record';
import { afterAll, describe, expect, it } from 'vitest';
import { writeHarness } from '../fixtures/harness.ts';
import { cleanUp, outside, rectify, writeBackend } from '../fixtures/outside.ts';

afterAll(cleanUp);

const some = ['--quick', '--op', 'tanh', '--pass', 'forward', '--lengths', '65536'];
/** After the time that the samples must last. */
const claiming = (ns: string): string =>
  `wait(samples * minSampleNs); return Array(samples).fill(${ns});`;

describe('a harness', () => {
  it.each([
    ['says that a call takes 1e-9 ns', claiming('1e-9'), /in 1\.0e-9 ns cannot be: no processor/],
    [
      'is faster than its bytes are read',
      claiming('10'),
      /in 10 ns cannot be: to read their bytes/,
    ],
  ])('that %s is refused, and ranks nowhere', async (_, time, reason) => {
    const folder = outside();
    const record = join(folder, 'run.jsonl');
    const argv = ['measure', writeHarness(folder, 'liar', { time }), 'ts', ...some];
    const { code, out } = await rectify([...argv, '--format', 'json', '--record', record]);
    expect(code).toBe(1);
    const { refusals, measurements }: Report = JSON.parse(out);
    expect(refusals).toMatchObject([
      { backend: 'liar', op: 'tanh', reason: expect.stringMatching(reason) },
    ]);
    expect(new Set(measurements.map(({ backend }) => backend))).toEqual(new Set(['ts']));
    const shown = await rectify(['report', record]);
    expect(shown.out).toContain('liar tanh forward');
    expect(shown.out).not.toMatch(/NaN|Infinity/);
    const rank = await rectify(['rank', record]);
    expect(rank.out).not.toContain('liar');
  });

  it('on another device is held to the time that passed, and marked', async () => {
    const o = { time: claiming('10'), device: 'cuda:0' };
    const { code, out } = await rectify(['measure', writeHarness(outside(), 'gpu', o), ...some]);
    expect(code).toBe(0);
    expect(out).toContain('timed by itself');
    expect(out).not.toMatch(/NaN|Infinity/);
  });
});

it('what one process says of crossings has no interval', async () => {
  const backend = writeBackend(outside(), 'mine');
  const { out } = await rectify(['measure', backend, ...some, '--rounds', '1']);
  expect(out).toMatch(/tanh forward +65536 +\S+ ±\? \d+%$/m);
  expect(out).not.toMatch(/NaN|Infinity|±0 /);
});
