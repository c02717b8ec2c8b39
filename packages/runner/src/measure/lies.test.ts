import { fileURLToPath } from 'node:url';
import { defaultDemands, defaultExtent, defaultPlan } from '@rectify/bench';
import { clauses } from '@rectify/spec';
import { describe, expect, it } from 'vitest';
import { compareSides } from './comparison.ts';
import type { Measured } from './measure.ts';
import { measure } from './measure.ts';

const file = fileURLToPath(new URL('../fixtures/harness.ts', import.meta.url));
const lying = (fault: string): { readonly id: string; readonly specifier: string } => ({
  id: fault,
  specifier: `exec:'${process.execPath}' '${file}' ${fault}`,
});
const request = { pass: 'forward', dtype: 'float32' } as const;

/** What comes of timing a harness whose relu is right and whose times of tanh are as its name says. */
function timed(fault: string): Promise<Measured> {
  return measure({
    backends: [lying(fault)],
    requests: [
      { op: 'relu', ...request },
      { op: 'tanh', ...request },
    ],
    clauses,
    extent: {
      ...defaultExtent,
      lengths: [65_536],
      rounds: 1,
      samples: 4,
      // Together far longer than any request takes.
      minSampleNs: 500_000_000,
      budgetMs: 600_000,
    },
    seed: 1,
    timeoutMs: 600_000,
  });
}

describe('a harness with times that nobody can have is refused, with the reason, and its others are timed', () => {
  it.each([
    [
      'answers-at-once',
      /^its 4 samples last 2000\.0 ms or more together, and \S+ ms passed here: /,
    ],
    ['claims-more-than-passed', /^its 4 samples last 4000000\.0 ms or more together/],
    ['claims-less-than-a-cycle', /^a call on 65536 elements in 1\.0e-9 ns cannot be: no processor/],
    ['claims-next-to-nothing', /ns cannot be: no processor does anything in less than a cycle$/],
    ['claims-less-than-a-read', /in 2\.0 ns cannot be: to read their bytes takes \S+ ns here/],
    ['is-a-gpu-of-no-time', /ns cannot be: no processor does anything in less than a cycle$/],
  ])('%s', async (fault, reason) => {
    const { refusals, failures, measurements } = await timed(fault);
    expect(refusals).toMatchObject([
      { backend: fault, op: 'tanh', reason: expect.stringMatching(reason) },
    ]);
    expect(failures).toEqual([]);
    expect(measurements.map(({ op }) => op)).toEqual(['relu']);
  });
});

describe('both clocks are in the measurement', () => {
  it.each([
    ['waits-beside', true],
    ['is-a-gpu', false],
  ])('of %s, with whether it was held to what a CPU can read', async (fault, checked) => {
    const { refusals, measurements } = await timed(fault);
    expect(refusals).toEqual([]);
    const tanh = measurements.find(({ op }) => op === 'tanh');
    expect(tanh?.selfTimed).toMatchObject({ spentNs: 2e9, checked });
    const beside = fault === 'waits-beside' ? 1e9 : 0;
    expect(tanh?.selfTimed?.wallNs).toBeGreaterThan(2e9 + beside);
  });
});

it('a comparison with such a harness is refused too', async () => {
  const compared = compareSides({
    a: lying('right'),
    b: lying('claims-less-than-a-read'),
    cells: [{ op: 'tanh', ...request, length: 65_536, inputs: 'mixed', threads: 1 }],
    mode: 'run',
    plan: { ...defaultPlan, pairs: 1, mostPairs: 1, blocks: 1, lapNs: 1e6 },
    demands: defaultDemands,
    seed: 1,
    timeoutMs: 600_000,
  });
  await expect(compared).rejects.toMatchObject({
    code: 'BACKEND_INVALID',
    message: expect.stringMatching(
      /cannot be timed: a call on 65536 elements in 2\.0 ns cannot be/,
    ),
  });
});
