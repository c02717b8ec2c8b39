import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classify, leastNormal, leastSubnormal } from './class.ts';
import {
  bitsOf,
  fromBits,
  fromOrdinal,
  nextDown,
  nextUp,
  ordinalOf,
  ulpDistance,
} from './float32.ts';

const number = fc
  .integer({ min: 0, max: 0xffffffff })
  .map(fromBits)
  .filter((x) => !Number.isNaN(x));
const greatest = fromBits(0x7f7fffff);

describe('the ordered line', () => {
  it('goes one up for each float', () => {
    fc.assert(
      fc.property(number, (x) => {
        expect(fromOrdinal(ordinalOf(x))).toBe(x + 0);
        expect(fromBits(bitsOf(x))).toBe(x);
        if (x < Infinity) {
          expect(nextUp(x)).toBeGreaterThan(x);
          expect(ordinalOf(nextUp(x))).toBe(ordinalOf(x) + 1);
          expect(nextDown(nextUp(x))).toBe(x + 0);
        }
      }),
    );
  });

  it('has nothing between neighbours', () => {
    fc.assert(
      fc.property(number, (x) => {
        const next = nextUp(x);
        const middle = Math.fround(x / 2 + next / 2);
        const between = Number.isFinite(next) && middle > x && middle < next;
        expect(between).toBe(false);
      }),
    );
  });

  it('agrees with the order of numbers', () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        expect(Math.sign(ordinalOf(a) - ordinalOf(b))).toBe(a < b ? -1 : a > b ? 1 : 0);
        expect(ulpDistance(a, b)).toBe(ulpDistance(b, a));
      }),
    );
  });

  it('holds at its ends and at zero', () => {
    expect(ordinalOf(-0)).toBe(0);
    expect([nextUp(0), nextUp(-0), nextDown(0)]).toEqual([
      leastSubnormal,
      leastSubnormal,
      -leastSubnormal,
    ]);
    expect(nextUp(greatest)).toBe(Infinity);
    expect([nextUp(Infinity), nextDown(-Infinity)]).toEqual([Infinity, -Infinity]);
    expect(nextUp(-Infinity)).toBe(-greatest);
    expect([nextUp(NaN), nextDown(NaN), ulpDistance(NaN, 1)]).toEqual([NaN, NaN, NaN]);
    expect(ulpDistance(-Infinity, Infinity)).toBe(2 * 0x7f800000);
    expect(ulpDistance(0, -0)).toBe(0);
  });
});

describe('classify', () => {
  it.each([
    [0, 'zero'],
    [-0, 'zero'],
    [leastSubnormal, 'subnormal'],
    [-nextDown(leastNormal), 'subnormal'],
    [leastNormal, 'normal'],
    [-greatest, 'normal'],
    [-Infinity, 'infinite'],
    [NaN, 'nan'],
  ] as const)('%d is %s', (x, kind) => {
    expect(classify(x)).toBe(kind);
  });
});
