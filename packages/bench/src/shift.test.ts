import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canShow, separateDemands as demands, shiftOf } from './shift.ts';

describe('shiftOf', () => {
  it('has the probabilities of the tables of the rank-sum test', () => {
    const [low, high] = [
      [1, 2, 3, 4, 5],
      [6.1, 7.3, 8.7, 9.2, 11],
    ];
    expect(shiftOf(low, high).p).toBeCloseTo(2 / 252, 12);
    // Of four and six values, the sum of ranks 12 of the four is 2 above the least: 4 of 210 orders have no more.
    const four = [1, 2, 3, 6];
    expect(shiftOf(four, [4, 5.2, 7.1, 8.3, 9.9, 10.5]).p).toBeCloseTo((2 * 4) / 210, 12);
    expect([canShow(5, 5, demands), canShow(4, 5, demands), canShow(2, 2, demands)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('is the reciprocal when the sides are exchanged, and 1 of a side against itself', () => {
    const logs = fc.array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(logs, logs, (a, b) => {
        const [one, two] = [a.map((k) => k / 1e6), b.map((k) => k / 1e6)];
        const [there, back] = [shiftOf(one, two), shiftOf(two, one)];
        expect(there.ratio * back.ratio).toBeCloseTo(1, 9);
        expect(there.low * back.high || 1).toBeCloseTo(1, 9);
        expect(there.p).toBeCloseTo(back.p, 12);
        const same = shiftOf(one, one);
        expect([same.ratio, same.p > 0.5]).toEqual([1, true]);
      }),
    );
  });
});
