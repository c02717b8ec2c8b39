import { defaultPlan, defaultDemands } from '@rectify/bench';
import type { Cell } from '@rectify/record';
import { describe, expect, it } from 'vitest';
import { faulty } from '../fixtures/faulty.ts';
import { compareSides } from './comparison.ts';
import { selfTest } from './self-test.ts';
import { slowedSpecifier } from './slowed-backend.ts';

const cells: readonly Cell[] = (['relu', 'tanh'] as const).map((op) => ({
  op,
  pass: 'forward',
  dtype: 'float32',
  length: 4096,
  inputs: 'mixed',
  threads: 1,
}));
const right = { id: 'right', specifier: faulty('right') };
const options = {
  cells,
  mode: 'run',
  plan: { ...defaultPlan, pairs: 2, mostPairs: 3, blocks: 2, lapNs: 200_000 },
  demands: defaultDemands,
  seed: 1,
  timeoutMs: 600_000,
} as const;

describe('compareSides', () => {
  it('times pairs of processes, and more where few decide nothing', async () => {
    const seen: string[] = [];
    const compared = await compareSides({
      ...options,
      a: right,
      b: { id: 'slow', specifier: slowedSpecifier(right.specifier, 1) },
      on: ({ pair, confirming }) => void seen.push(`${pair} ${confirming}`),
    });
    // Two or three pairs cannot be significant, so that there is nothing to confirm.
    expect(seen).toEqual(['0 false', '1 false', '2 false']);
    expect(compared).toMatchObject([
      { op: 'relu', confirmation: null, first: { pairs: 3 } },
      { op: 'tanh', confirmation: null, first: { pairs: 3 } },
    ]);
    for (const { logRatios } of compared) expect(logRatios.every(Number.isFinite)).toBe(true);
  });

  it('says what it could not time', async () => {
    const broken = { id: 'throws', specifier: faulty('throws-in-run') };
    await expect(compareSides({ ...options, a: right, b: broken })).rejects.toMatchObject({
      code: 'BACKEND_INVALID',
      message: expect.stringContaining('throws cannot be timed'),
    });
  });
});

describe('selfTest', () => {
  it('compares identical and slowed code over the cells by turns', async () => {
    const dones: number[] = [];
    const { identical, slowed, ...rest } = await selfTest({
      ...options,
      plan: { ...options.plan, pairs: 1, mostPairs: 1 },
      backend: right,
      comparisons: 2,
      on: ({ done }) => void dones.push(done),
    });
    expect(dones).toEqual([1, 2]);
    for (const trials of [identical, slowed])
      expect(trials.map(({ op }) => op)).toEqual(['relu', 'tanh']);
    expect(rest).toMatchObject({ backend: 'right', injected: 0.1, falseAlarms: 0, found: 0 });
  });

  it('gives what was finished when it is interrupted, and goes on with that', async () => {
    const stop = new AbortController();
    const trial = {
      ...options,
      plan: { ...options.plan, pairs: 1, mostPairs: 1 },
      backend: right,
      comparisons: 2,
    };
    const half = await selfTest({ ...trial, signal: stop.signal, on: () => stop.abort() });
    expect([half.identical.length, half.slowed.length]).toEqual([1, 1]);
    const whole = await selfTest({ ...trial, before: half });
    expect([whole.identical.length, whole.slowed.length]).toEqual([2, 2]);
    expect(whole.identical[0]).toEqual(half.identical[0]);
    expect(whole.slowed.map(({ op }) => op)).toEqual(['relu', 'tanh']);
    const none = selfTest({ ...trial, signal: AbortSignal.abort() });
    await expect(none).rejects.toThrow(/interrupted/);
  });
});
