import type { KernelRequest } from '@rectify/backend';
import { defaultExtent } from '@rectify/bench';
import { clauses } from '@rectify/spec';
import { describe, expect, it } from 'vitest';
import type { FaultName } from '../fixtures/faulty.ts';
import { faulty } from '../fixtures/faulty.ts';
import type { RunEvent } from '../run-event.ts';
import { verify } from '../verify/verify.ts';
import type { MeasureOptions } from './measure.ts';
import { measure } from './measure.ts';

const requests = (['tanh', 'sigmoid', 'relu'] as const).map((op): KernelRequest => ({
  op,
  pass: 'forward',
  dtype: 'float32',
}));

function options(...names: readonly FaultName[]): MeasureOptions {
  return {
    backends: names.map((name) => ({ id: name, specifier: faulty(name) })),
    requests,
    clauses,
    extent: {
      ...defaultExtent,
      lengths: [64, 70_000],
      rounds: 2,
      samples: 4,
      minSampleNs: 100_000,
      budgetMs: 120_000,
    },
    seed: 5,
    timeoutMs: 600_000,
  };
}

describe('measure', () => {
  it('times every kernel in every mode and round, and compares backends', async () => {
    const events: RunEvent[] = [];
    const { backends, ...rest } = options('right');
    const measured = await measure({
      ...rest,
      backends: [...backends, { id: 'twin', specifier: faulty('right') }],
      on: (event) => void events.push(event),
    });
    expect(measured).toMatchObject({ refusals: [], failures: [], interrupted: false });
    expect(measured.backends.map(({ available }) => available)).toEqual([true, true]);
    expect(
      measured.measurements.map((m) => `${m.backend} ${m.op} ${m.length} ${m.mode} ${m.rounds}`),
    ).toEqual(
      ['right', 'twin'].flatMap((backend) =>
        ['tanh', 'relu'].flatMap((op) =>
          [64, 70_000].flatMap((length) =>
            ['run', 'roundtrip'].map((mode) => `${backend} ${op} ${length} ${mode} 2`),
          ),
        ),
      ),
    );
    for (const m of measured.measurements) {
      expect(m.nsPerElement).toBeGreaterThan(0);
      expect(m.copyRatio).toBeGreaterThan(0);
      expect(m.samples).toBeGreaterThanOrEqual(4);
      expect(m.deadCode).toBe(false);
      expect(m.gbPerSecond).toBeGreaterThan(0);
      expect(m.fastestRatio).toBeGreaterThanOrEqual(1);
    }
    expect(measured.comparisons).toHaveLength(8);
    expect(measured.crossings).toHaveLength(8);
    for (const { rounds } of measured.series)
      for (const { ns, warmup } of rounds) expect(ns.length).toBeGreaterThan(warmup);
    const timed = events.filter((event) => event.kind === 'timed');
    expect(timed).toHaveLength(16);
    expect(timed.at(-1)).toMatchObject({ done: 16, total: 16, leftMs: 0 });
  });

  it('refuses what fails a must clause, unless it is known, and times the rest', async () => {
    const { backends, ...rest } = options('loses-negative-zero');
    const [ref] = backends;
    const deviations = [{ clause: 'tanh/forward/zero', versions: '*', reason: 'adds zero' }];
    const measured = await measure({
      ...rest,
      extent: { ...rest.extent, lengths: [64], rounds: 1 },
      backends: [...backends, { id: 'known', specifier: ref?.specifier ?? '', deviations }],
    });
    expect(measured.refusals).toMatchObject([
      { backend: 'loses-negative-zero', op: 'tanh', reason: 'fails tanh/forward/zero' },
    ]);
    const timed = measured.measurements.map(({ backend, op }) => `${backend} ${op}`);
    expect(new Set(timed)).toEqual(
      new Set(['loses-negative-zero relu', 'known tanh', 'known relu']),
    );
  });

  it('reports a kernel that fails while it is timed, once, and times the others', async () => {
    const { backends, ...rest } = options('exits', 'right');
    const { findings } = await verify({
      ...options('right'),
      threads: 1,
      depth: 'smoke',
      level: 'must',
    });
    const measured = await measure({
      ...rest,
      extent: { ...rest.extent, lengths: [64] },
      backends,
      // As if `exits` had been right when it was verified.
      verified: {
        backends: [],
        findings: findings.flatMap((finding) => [finding, { ...finding, backend: 'exits' }]),
      },
    });
    expect(measured.failures).toMatchObject([
      { backend: 'exits', op: 'tanh', message: expect.stringContaining('exited with 7') },
    ]);
    const timed = measured.measurements.map(({ backend, op }) => `${backend} ${op}`);
    expect(new Set(timed)).toEqual(new Set(['exits relu', 'right tanh', 'right relu']));
  });

  it('keeps finished cells when it is aborted', async () => {
    const stop = new AbortController();
    const { backends, ...rest } = options('right');
    const measured = await measure({
      ...rest,
      backends,
      signal: stop.signal,
      on: (event) => {
        if (event.kind === 'timed' && event.done === 3) stop.abort();
      },
    });
    expect(measured.interrupted).toBe(true);
    expect(measured.failures).toEqual([]);
    expect(measured.measurements).toHaveLength(6);
  });
});
