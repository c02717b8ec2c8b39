import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RoundSeries, Series } from './measurement.ts';
import { compare, compareToFirst, isDeadCode, summarize } from './summary.ts';

const time = fc.double({ min: 1, max: 1e9, noNaN: true });
const round = fc.record({
  ns: fc.array(time, { minLength: 1, maxLength: 6 }),
  copyNs: time,
  emptyNs: time,
});
const rounds = fc
  .array(round, { minLength: 1, maxLength: 4 })
  .map((list) => list.map((one, i) => ({ round: i, ...one })));

function series(backend: string, of: readonly RoundSeries[], length = 1024): Series {
  return {
    backend,
    op: 'tanh',
    pass: 'forward',
    dtype: 'float32',
    length,
    mode: 'run',
    rounds: of,
  };
}

describe('summarize', () => {
  it('counts samples and rounds and keeps the interval about the median', () => {
    fc.assert(
      fc.property(rounds, fc.integer(), (of, seed) => {
        const m = summarize(series('a', of), seed);
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
        const slower = of.map(({ round: at, ns, copyNs, emptyNs }) => ({
          round: at,
          ns: ns.map((t) => t * 2),
          copyNs: copyNs * 2,
          emptyNs: emptyNs * 2,
        }));
        const a = summarize(series('a', of), seed);
        const b = summarize(series('a', slower), seed);
        expect(b).toEqual({
          ...a,
          nsPerElement: a.nsPerElement * 2,
          low: a.low * 2,
          high: a.high * 2,
        });
      }),
      { numRuns: 30 },
    );
  });

  it('takes the ratio to the copy within each round', () => {
    const of = [
      { round: 0, ns: [2000], copyNs: 100, emptyNs: 1 },
      { round: 1, ns: [9000], copyNs: 450, emptyNs: 1 },
    ];
    expect(summarize(series('a', of), 1).copyRatio).toBe(20);
  });
});

describe('isDeadCode', () => {
  it('flags what costs as little as an empty call, and nothing that costs twice it', () => {
    expect(isDeadCode([5, 6, 5], [5, 5, 5])).toBe(true);
    expect(isDeadCode([12, 10, 11], [5, 5, 5])).toBe(false);
  });
});

describe('compare', () => {
  const a = [
    { round: 0, ns: [10, 10], copyNs: 1, emptyNs: 1 },
    { round: 2, ns: [30], copyNs: 1, emptyNs: 1 },
  ];
  const b = [
    { round: 0, ns: [5], copyNs: 1, emptyNs: 1 },
    { round: 1, ns: [1000], copyNs: 1, emptyNs: 1 },
    { round: 2, ns: [15], copyNs: 1, emptyNs: 1 },
  ];

  it('pairs the rounds that both have', () => {
    expect(compare(series('a', a), series('b', b), 1)).toMatchObject({
      backend: 'a',
      against: 'b',
      ratio: 2,
      low: 2,
      high: 2,
    });
    expect(compare(series('a', a), series('b', b.slice(1, 2)), 1)).toBeNull();
  });

  it('compares every backend to the first one in the same cell', () => {
    const all = [series('a', a), series('a', a, 8), series('b', b), series('c', a)];
    expect(
      compareToFirst(all, 1).map(({ backend, against, length, ratio }) => [
        backend,
        against,
        length,
        ratio,
      ]),
    ).toEqual([
      ['b', 'a', 1024, 0.5],
      ['c', 'a', 1024, 1],
    ]);
  });
});
