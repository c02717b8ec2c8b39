import type { Kernel } from '@rectify/backend';
import { describe, expect, it } from 'vitest';
import type { Timed, TimeJob } from '../process/protocol.ts';
import { timeKernel } from './timing.ts';

function job(length: number): TimeJob {
  return {
    cell: { op: 'relu', pass: 'vjp', dtype: 'float32', length, inputs: 'mixed', threads: 1 },
    modes: ['run', 'roundtrip'],
    samples: 6,
    minSampleNs: 50_000,
    budgetMs: 200,
    seed: 1,
    limits: true,
  };
}

/** The answer where the kernel could be timed. */
function demandTimed(timed: Timed): Extract<Timed, { kind: 'timed' }> {
  if (timed.kind !== 'timed') throw new Error(JSON.stringify(timed));
  return timed;
}

/** A kernel that counts what it is asked, and takes a while if it is told how. */
function counting(run: () => void | Promise<void>): { kernel: Kernel; calls: string[] } {
  const calls: string[] = [];
  const kernel: Kernel = {
    bind: ({ x, dy }) => void calls.push(`bind ${x.length} ${dy?.length}`),
    run: () => {
      if (calls.at(-1) !== 'run') calls.push('run');
      return run();
    },
    read: () => {
      calls.push('read');
      return new Float32Array(8);
    },
    dispose: () => undefined,
  };
  return { kernel, calls };
}

describe('timeKernel', () => {
  it('times run alone, then bind + run + read, with the limits and the empty call', async () => {
    const spend = new Float64Array(20_000);
    const { kernel, calls } = counting(() => void spend.fill(2));
    const { series, limits, emptyNs } = demandTimed(await timeKernel(kernel, job(8)));
    expect(series.map(({ mode }) => mode)).toEqual(['run', 'roundtrip']);
    for (const { ns, warmup, steady } of series) {
      expect(ns.length - warmup).toBeGreaterThanOrEqual(1);
      if (steady === true) expect(ns.length - warmup).toBeGreaterThanOrEqual(6);
    }
    expect(series.flatMap(({ ns }) => ns).every((ns) => ns > 0)).toBe(true);
    for (const ns of Object.values(limits ?? { none: 0 })) expect(ns).toBeGreaterThan(0);
    expect(emptyNs).toBeGreaterThan(0);
    expect(calls.slice(0, 5)).toEqual(['bind 8 8', 'run', 'bind 8 8', 'run', 'read']);
  });

  it('takes the samples that it is told at once, where the cell is known', async () => {
    const { kernel, calls } = counting(() => undefined);
    const told = { ...job(8), modes: ['roundtrip'] as const, calls: 3, samples: 4 };
    const { series } = demandTimed(await timeKernel(kernel, told));
    expect(series).toMatchObject([{ mode: 'roundtrip', calls: 3, warmup: 0 }]);
    expect(series[0]?.ns).toHaveLength(4);
    expect(calls.filter((one) => one === 'read')).toHaveLength(12);
  });

  it('counts collections of garbage', async () => {
    let kept: unknown;
    const { kernel } = counting(() => {
      kept = Array.from({ length: 20_000 }, (_, i) => ({ i }));
    });
    const { series } = demandTimed(await timeKernel(kernel, job(8)));
    expect(kept).toBeDefined();
    expect(
      series.some(({ collections, collectingMs }) => collections > 0 && collectingMs > 0),
    ).toBe(true);
  });

  it('waits for each call of an async kernel', async () => {
    let running = 0;
    let most = 0;
    const { kernel } = counting(async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
    });
    const timed = await timeKernel(kernel, job(8));
    expect(timed.kind).toBe('timed');
    expect(most).toBe(1);
    expect(running).toBe(0);
  });

  it('takes two samples of what is slower than its budget', async () => {
    let calls = 0;
    const { kernel } = counting(async () => {
      calls += 1;
      await new Promise((resolve) => setTimeout(resolve, 60));
    });
    const timed = demandTimed(
      await timeKernel(kernel, { ...job(8), budgetMs: 80, minSampleNs: 50_000 }),
    );
    expect(timed.series.map(({ ns }) => ns.length)).toEqual([2, 2]);
    expect(calls).toBe(5);
  });
});
