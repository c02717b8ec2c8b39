import { describe, expect, it } from 'vitest';
import { round, series } from './fixtures/series.ts';
import { compare, compareToFirst } from './ratios.ts';

describe('compare', () => {
  const a = [round(0, [10, 10]), round(2, [30])];
  const b = [round(0, [5]), round(1, [1000]), round(2, [15])];

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
