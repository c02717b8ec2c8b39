import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bootstrapInterval, median, medianOfMedians } from './statistics.ts';

const time = fc.double({ min: 0.01, max: 1e6, noNaN: true });
const groups = fc.array(fc.array(time, { minLength: 1, maxLength: 8 }), {
  minLength: 1,
  maxLength: 5,
});

describe('median', () => {
  it('is the middle value, or the mean of the two', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
  });

  it('does not mind the order and leaves its argument alone', () => {
    fc.assert(
      fc.property(fc.array(time, { minLength: 1 }), (values) => {
        const before = [...values];
        expect(median(values.toReversed())).toBe(median(values));
        expect(values).toEqual(before);
      }),
    );
  });

  it('counts each group alike, however many values it has', () => {
    expect(medianOfMedians([[1, 1, 1, 1, 1, 1], [5], [9]])).toBe(5);
  });
});

describe('bootstrapInterval', () => {
  it('contains the median and stays within the values', () => {
    fc.assert(
      fc.property(groups, fc.integer(), (given, seed) => {
        const { low, high } = bootstrapInterval(given, seed);
        const centre = medianOfMedians(given);
        expect(low).toBeLessThanOrEqual(centre);
        expect(high).toBeGreaterThanOrEqual(centre);
        expect(low).toBeGreaterThanOrEqual(Math.min(...given.flat()));
        expect(high).toBeLessThanOrEqual(Math.max(...given.flat()));
      }),
      { numRuns: 30 },
    );
  });

  it('is the same for the same seed, and scales with its values', () => {
    fc.assert(
      fc.property(groups, fc.integer(), fc.integer({ min: -8, max: 8 }), (given, seed, k) => {
        const { low, high } = bootstrapInterval(given, seed);
        const scaled = bootstrapInterval(
          given.map((group) => group.map((value) => value * 2 ** k)),
          seed,
        );
        expect(scaled).toEqual({ low: low * 2 ** k, high: high * 2 ** k });
      }),
      { numRuns: 30 },
    );
  });

  it('is wider when processes differ than when samples within a process do', () => {
    const between = bootstrapInterval(
      [
        [1, 1, 1],
        [2, 2, 2],
        [3, 3, 3],
        [4, 4, 4],
        [5, 5, 5],
      ],
      1,
    );
    const within = bootstrapInterval(
      Array.from({ length: 5 }, () => [1, 2, 3, 4, 5]),
      1,
    );
    expect(between.high - between.low).toBeGreaterThan(within.high - within.low);
  });

  it('covers the true median of most samples', () => {
    let covered = 0;
    for (let seed = 0; seed < 60; seed++) {
      const values = Array.from({ length: 5 }, (_, g) =>
        Array.from({ length: 9 }, (_unused, i) => {
          const u = Math.abs(Math.sin(seed * 977 + g * 131 + i * 17 + 1) * 43758.5453) % 1;
          return 10 + u;
        }),
      );
      const { low, high } = bootstrapInterval(values, seed);
      if (low <= 10.5 && 10.5 <= high) covered++;
    }
    expect(covered).toBeGreaterThan(48);
  });
});
