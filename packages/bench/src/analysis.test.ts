import type { Series } from '@rectify/record';
import { describe, expect, it } from 'vitest';
import { analyse } from './analysis.ts';

/** A series of constant times, of three rounds, each slower than the last as a whole. */
function series(ns: number, o: Partial<Series>): Series {
  return {
    backend: 'a',
    op: 'relu',
    pass: 'forward',
    dtype: 'float32',
    length: 100,
    inputs: 'mixed',
    threads: 1,
    mode: 'run',
    rounds: [1, 2, 4].map((slow, round) => ({
      round,
      ns: [ns * slow, ns * slow],
      warmup: 0,
      steady: true,
      calls: 1,
      collections: 0,
      collectingMs: 0,
      copyNs: slow,
      fillNs: slow,
      readNs: slow,
      emptyNs: 0,
    })),
    ...o,
  };
}

describe('analyse', () => {
  it('gives the crossing as the difference of round trip and kernel, rounds paired', () => {
    const all = [series(100, {}), series(400, { mode: 'roundtrip' }), series(70, { length: 7 })];
    expect(analyse(all, 1).crossings).toMatchObject([
      { backend: 'a', length: 100, nsPerElement: 6, low: 3, high: 12, share: 0.75 },
    ]);
  });

  it('holds other inputs against mixed ones, and more threads against the fewest', () => {
    const all = [
      series(50, { inputs: 'nan' }),
      series(10, {}),
      series(4, { threads: 4 }),
      series(1000, { inputs: 'subnormal', backend: 'b' }),
    ];
    const { inputRatios, threadRatios } = analyse(all, 1);
    // b was not timed on mixed inputs: there is nothing to hold it against.
    expect(inputRatios).toMatchObject([{ backend: 'a', inputs: 'nan', ratio: 5, low: 5, high: 5 }]);
    expect(threadRatios).toMatchObject([{ backend: 'a', threads: 4, ratio: 0.4 }]);
  });

  it('fits the growth of what was timed at three lengths', () => {
    const all = [10, 100, 1000].map((length) => series(50 + 2 * length, { length }));
    expect(analyse(all.slice(1), 1).growths).toEqual([]);
    const [growth] = analyse(all, 1).growths;
    // The median round is slowed down twofold.
    expect(growth?.callNs).toBeCloseTo(100, 6);
    expect(growth?.elementNs).toBeCloseTo(4, 6);
  });
});
