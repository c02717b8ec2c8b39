import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultPlan } from './comparison.ts';
import { defaultDemands as demands, effectOf, isDecided, isSuspect, verdictOf } from './effect.ts';
import { seeded, unit } from './random.ts';
import { smallestSeen } from './self-test.ts';

/** Logarithms without two that cancel each other: a rank is then positive or negative, and its exponential not 1. */
const logs = fc.array(
  fc.integer({ min: -1e6, max: 1e6 }).map((k) => (k + 0.3) / 1e6),
  { minLength: 1, maxLength: 14 },
);

/** Pairs of processes as they were seen here: a spread of 3 %, and every eighth pair in two modes, 20 % apart. */
function pairs(random: ReturnType<typeof seeded>, shift: number, count: number): readonly number[] {
  return Array.from({ length: count }, () => {
    const sum = Array.from({ length: 12 }, () => unit(random)).reduce((a, b) => a + b, -6);
    const mode = unit(random) < 0.125 ? (unit(random) < 0.5 ? 0.2 : -0.2) : 0;
    return shift + 0.03 * sum + mode;
  });
}

describe('effectOf', () => {
  it('has the probabilities of the tables of the signed-rank test', () => {
    const positive = Array.from({ length: 12 }, (_, i) => (i + 1) / 100);
    expect(effectOf(positive, demands).p).toBeCloseTo(2 / 2 ** 12, 12);
    // With ranks 1 to 3 negative the smaller sum is 6: 14 of the 4096 patterns have one of at most 6.
    const three = positive.map((one, i) => (i < 3 ? -one : one));
    expect(effectOf(three, demands).p).toBeCloseTo((2 * 14) / 4096, 12);
    expect(effectOf([0.1, -0.2], demands)).toMatchObject({ low: 0, high: Infinity, p: 1 });
  });

  it('is the reciprocal when the sides are exchanged, and moves with a slow-down', () => {
    fc.assert(
      fc.property(logs, (values) => {
        const one = effectOf(values, demands);
        const other = effectOf(
          values.map((value) => -value),
          demands,
        );
        expect(one.ratio * other.ratio).toBeCloseTo(1, 9);
        expect(one.low * other.high || 1).toBeCloseTo(1, 9);
        const shifted = effectOf(
          values.map((value) => value + 0.5),
          demands,
        );
        expect(shifted.ratio / one.ratio).toBeCloseTo(Math.exp(0.5), 9);
        expect(one.low).toBeLessThanOrEqual(one.ratio);
        expect(one.high).toBeGreaterThanOrEqual(one.ratio);
      }),
    );
  });

  it('excludes 1 from its interval exactly where it is significant', () => {
    fc.assert(
      fc.property(logs, (values) => {
        const { low, high, p } = effectOf(values, demands);
        expect(low > 1 || high < 1).toBe(p <= demands.significance);
      }),
    );
  });
});

describe('verdictOf', () => {
  const sure = { ratio: 1.1, low: 1.06, high: 1.14, p: 0.001, pairs: 12 };
  const none = { ratio: 1.01, low: 0.97, high: 1.05, p: 0.4, pairs: 12 };

  it('needs size, significance and a confirmation that points the same way', () => {
    const faster = { ...sure, ratio: 0.9, low: 0.86, high: 0.94 };
    expect(verdictOf(sure, sure, demands)).toBe('slower');
    expect(verdictOf(faster, faster, demands)).toBe('faster');
    expect(verdictOf(sure, none, demands)).toBe('same');
    expect(verdictOf(sure, faster, demands)).toBe('unclear');
    expect(verdictOf(none, null, demands)).toBe('same');
    expect(isSuspect({ ...sure, ratio: 1.03 }, demands)).toBe(false);
    expect(isSuspect({ ...sure, p: 0.06 }, demands)).toBe(false);
  });

  it('is unclear where a tenth cannot be excluded', () => {
    expect(verdictOf({ ...none, high: 1.11 }, null, demands)).toBe('unclear');
    expect(verdictOf({ ...none, low: 0.9 }, null, demands)).toBe('unclear');
    const wide = { ...none, high: 1.11 };
    expect([none, wide, sure].map((one) => isDecided(one, demands))).toEqual([true, false, true]);
  });
});

describe('on simulated processes', () => {
  const tries = 400;
  const verdicts = (shift: number): readonly string[] => {
    const random = seeded(7);
    const run = (): ReturnType<typeof effectOf> => {
      const begun = pairs(random, shift, defaultPlan.pairs);
      const few = effectOf(begun, demands);
      const more = pairs(random, shift, defaultPlan.mostPairs - begun.length);
      return isDecided(few, demands) ? few : effectOf([...begun, ...more], demands);
    };
    return Array.from({ length: tries }, () => {
      const first = run();
      return verdictOf(first, isSuspect(first, demands) ? run() : null, demands);
    });
  };

  it('gives no alarm in 400 comparisons of identical code', () => {
    expect(verdicts(0).filter((one) => one === 'slower' || one === 'faster')).toEqual([]);
  });

  it('finds a slow-down of a tenth in 95 of 100', () => {
    const found = verdicts(Math.log(1.1)).filter((one) => one === 'slower');
    expect(found.length).toBeGreaterThanOrEqual(0.95 * tries);
  });

  it('names the smallest change that it sees', () => {
    const random = seeded(3);
    const seen = smallestSeen(pairs(random, 0, 400), 20, demands, 1) ?? Infinity;
    expect(seen).toBeGreaterThan(demands.change);
    expect(seen).toBeLessThanOrEqual(0.15);
    expect(smallestSeen([-3, 3], 4, demands, 1)).toBeNull();
  });
});
