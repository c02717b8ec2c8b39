import type { Kernel } from '@rectify/backend';
import { describe, expect, it } from 'vitest';
import type { TimeJob } from './protocol.ts';
import { inputsFor, timeKernel } from './timing.ts';

function job(length: number): TimeJob {
  return {
    cell: { op: 'relu', pass: 'vjp', dtype: 'float32', length },
    modes: ['run', 'roundtrip'],
    samples: 6,
    minSampleNs: 50_000,
    budgetMs: 200,
    seed: 1,
  };
}

/** A kernel that does nothing, and counts. */
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
  it('times run alone, then bind + run + read, with copy and empty call', async () => {
    const { kernel, calls } = counting(() => undefined);
    const timed = await timeKernel(kernel, job(8));
    if (timed.kind !== 'timed') throw new Error(timed.message);
    expect(timed.series.map(({ mode, ns }) => [mode, ns.length])).toEqual([
      ['run', 6],
      ['roundtrip', 6],
    ]);
    expect(timed.series.flatMap(({ ns }) => ns).every((ns) => ns > 0)).toBe(true);
    expect(timed.copyNs).toBeGreaterThan(0);
    expect(timed.emptyNs).toBeGreaterThan(0);
    expect(calls.slice(0, 5)).toEqual(['bind 8 8', 'run', 'bind 8 8', 'run', 'read']);
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
    const timed = await timeKernel(kernel, { ...job(8), budgetMs: 80, minSampleNs: 10_000 });
    if (timed.kind !== 'timed') throw new Error(timed.message);
    expect(timed.series.map(({ ns }) => ns.length)).toEqual([2, 2]);
    expect(calls).toBe(5);
  });
});

describe('inputsFor', () => {
  it('repeats long rows, and holds bits for the 16-bit dtypes', () => {
    const long = inputsFor('float32', 200_001, 3);
    expect(long).toHaveLength(200_001);
    expect(long[200_000]).toBe(long[200_000 % 65_536]);
    expect(long.every((x) => x !== 0 && Math.abs(x) < 8)).toBe(true);
    const half = inputsFor('float16', 8, 3);
    expect(half).toBeInstanceOf(Uint16Array);
    expect(half.some((bits) => bits > 0x8000)).toBe(true);
  });
});
