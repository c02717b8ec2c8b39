import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { round, series } from './fixtures/series.ts';
import { isDeadCode, summarize } from './measurement.ts';

const time = fc.double({ min: 1, max: 1e9, noNaN: true });
/** Fewer samples than two speeds are looked for in: that one compares rounded logarithms, which are no law. */
const rounds = fc
  .array(
    fc.record({ ns: fc.array(time, { minLength: 1, maxLength: 4 }), copyNs: time, emptyNs: time }),
    { minLength: 1, maxLength: 4 },
  )
  .map((list) => list.map((one, i) => round(i, one.ns, one)));

describe('summarize', () => {
  it('counts samples and rounds and keeps the interval about the median', () => {
    fc.assert(
      fc.property(rounds, fc.integer(), (of, seed) => {
        const m = summarize(series('a', of), [], seed);
        expect(m.samples).toBe(of.flatMap(({ ns }) => ns).length);
        expect(m.rounds).toBe(of.length);
        expect(m.low).toBeLessThanOrEqual(m.nsPerElement);
        expect(m.high).toBeGreaterThanOrEqual(m.nsPerElement);
      }),
      { numRuns: 30 },
    );
  });

  it('doubles with the time, and keeps its copy ratio when the machine slows down as a whole', () => {
    fc.assert(
      fc.property(rounds, fc.integer(), (of, seed) => {
        const slower = of.map((one) => ({
          ...one,
          ns: one.ns.map((t) => t * 2),
          copyNs: one.copyNs * 2,
          fillNs: one.fillNs * 2,
          readNs: one.readNs * 2,
          emptyNs: one.emptyNs * 2,
        }));
        const a = summarize(series('a', of), [], seed);
        const b = summarize(series('a', slower), [], seed);
        expect(b).toEqual({
          ...a,
          nsPerElement: a.nsPerElement * 2,
          low: a.low * 2,
          high: a.high * 2,
          fillNs: a.fillNs * 2,
          readNs: a.readNs * 2,
          gbPerSecond: a.gbPerSecond / 2,
        });
      }),
      { numRuns: 30 },
    );
  });

  it('takes the ratio to the copy within each round, and counts the bytes of each pass', () => {
    const of = [round(0, [2000], { copyNs: 100 }), round(1, [9000], { copyNs: 450 })];
    // 1,024 float32 read and written: 8,192 bytes in 5,500 ns. A copy moves as many.
    const forward = summarize(series('a', of), [], 1);
    expect(forward).toMatchObject({ copyRatio: 20, copyShare: 0.05 });
    expect(forward.gbPerSecond).toBeCloseTo(8192 / 5500, 12);
    const vjp = summarize({ ...series('a', of), pass: 'vjp' }, [], 1);
    expect(vjp.copyShare).toBeCloseTo(0.075, 12);
    expect(vjp.gbPerSecond).toBeCloseTo((1.5 * 8192) / 5500, 12);
  });

  it('leaves warm-up out, and says how much of it there was', () => {
    const of = [
      round(0, [90, 80, 10, 10], { warmup: 2 }),
      round(1, [10, 10], { steady: false, collections: 3, collectingMs: 5e-6, calls: 5 }),
    ];
    expect(summarize(series('a', of), [], 1)).toMatchObject({
      nsPerElement: 10 / 1024,
      samples: 4,
      warmupSamples: 2,
      steadyRounds: 1,
      // 2 calls of 10 ns, and 10 of them.
      collectionsPerThousand: 250,
      collectingShare: 5 / 120,
    });
  });

  it('is held against the fastest in its cell, rounds paired', () => {
    const slow = series('a', [round(0, [40]), round(1, [60])]);
    const fast = series('b', [round(0, [20]), round(1, [20])]);
    const all = [slow, fast];
    expect(all.map((one) => summarize(one, all, 1).fastestRatio)).toEqual([2.5, 1]);
  });
});

describe('isDeadCode', () => {
  it('flags what costs as little as an empty call, and nothing that costs twice it', () => {
    expect(isDeadCode([5, 6, 5], [5, 5, 5])).toBe(true);
    expect(isDeadCode([12, 10, 11], [5, 5, 5])).toBe(false);
  });
});
