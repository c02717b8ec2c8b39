import type { Report } from '@rectify/record';
import { reportSchema } from '@rectify/record';
import { beforeAll, describe, expect, test } from 'vitest';
import { flickersOf } from './flickers.ts';
import { root, run } from './fixtures/processes.ts';

const kernel = ['--op', 'relu', '--pass', 'forward', '--dtype', 'float32', '--depth', 'smoke'];

let usual: Report;
beforeAll(async () => {
  const words = ['--conditions=@rectify/source', `${root}/apps/cli/src/main.ts`, 'verify', 'ts'];
  const { out } = await run([process.execPath, ...words, ...kernel, '--format', 'json']);
  usual = reportSchema.parse(JSON.parse(out));
}, 120_000);

describe('flickersOf', () => {
  const other = (change: Partial<Report>): Report => ({
    ...usual,
    ...change,
    run: { ...usual.run, seed: '2' },
  });

  test('is empty where two seeds say the same', () => {
    expect(flickersOf([usual, other({})])).toEqual([]);
  });

  test('names an outcome that another seed changes', () => {
    const findings = usual.findings.map((one) =>
      one.clause === 'relu/forward/nan' ? { ...one, outcome: 'fail' as const } : one,
    );
    expect(flickersOf([usual, other({ findings })])).toEqual([
      { subject: 'ts relu/forward/nan', said: { pass: ['1'], fail: ['2'] } },
    ]);
  });

  test('names a grade that another seed changes, and what one leaves out', () => {
    const profiles = usual.profiles.map((one) => ({ ...one, grade: 'A' as const }));
    const findings = usual.findings.filter(({ clause }) => clause !== 'relu/forward/nan');
    expect(flickersOf([usual, other({ profiles, findings })])).toEqual([
      { subject: 'ts relu/forward/nan', said: { pass: ['1'], nothing: ['2'] } },
      { subject: expect.stringMatching(/relu.*: grade$/), said: { AAA: ['1'], A: ['2'] } },
    ]);
  });
});
