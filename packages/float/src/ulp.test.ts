import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBits, nextUp } from './float32.ts';
import { roundToFloat32 } from './real.ts';
import { signedUlpError, ulpError, ulpOf } from './ulp.ts';

const finite = fc
  .integer({ min: 0, max: 0xffffffff })
  .map(fromBits)
  .filter((x) => Number.isFinite(x));
const greatest = fromBits(0x7f7fffff);

describe('ulpOf', () => {
  it('is the gap to the next float away from zero', () => {
    fc.assert(
      fc.property(finite, (x) => {
        const magnitude = Math.abs(x);
        if (magnitude < greatest) expect(ulpOf(x)).toBe(nextUp(magnitude) - magnitude);
      }),
    );
  });

  it.each([
    [1, 2 ** -23],
    [-1, 2 ** -23],
    [fromBits(0x3f7fffff), 2 ** -24],
    [0, 2 ** -149],
    [-0, 2 ** -149],
    [2 ** -149, 2 ** -149],
    [2 ** -126, 2 ** -149],
    [2 ** -125, 2 ** -148],
    [greatest, 2 ** 104],
    [Infinity, NaN],
    [-Infinity, NaN],
    [NaN, NaN],
  ])('of %d is %d', (x, ulp) => {
    expect(ulpOf(x)).toBe(ulp);
  });
});

describe('roundToFloat32', () => {
  const real = fc.tuple(finite, fc.double({ min: -1, max: 1, noNaN: true }));

  it('breaks a tie of hi by lo', () => {
    fc.assert(
      fc.property(finite, fc.double({ min: 1e-30, max: 0.5, noNaN: true }), (x, part) => {
        const next = nextUp(x);
        if (next === Infinity) return;
        const hi = (x + next) / 2; // exact as a double
        const lo = part * Math.abs(hi) * 2 ** -53;
        expect(roundToFloat32({ hi, lo })).toBe(lo === 0 ? Math.fround(hi) : next);
        expect(roundToFloat32({ hi, lo: -lo })).toBe(lo === 0 ? Math.fround(hi) : x);
        expect(roundToFloat32({ hi, lo: 0 })).toBe(Math.fround(hi));
      }),
    );
  });

  it('is not moved by lo elsewhere', () => {
    fc.assert(
      fc.property(real, ([x, part]) => {
        expect(roundToFloat32({ hi: x, lo: part * Math.abs(x) * 2 ** -54 })).toBe(x);
      }),
    );
  });

  it('has one double below a tie on its own side, whatever lo', () => {
    const tie = 1 + 2 ** -24;
    const below = tie - 2 ** -52;
    expect(roundToFloat32({ hi: below, lo: 2 ** -54 })).toBe(1);
    expect(roundToFloat32({ hi: tie + 2 ** -52, lo: -(2 ** -54) })).toBe(1 + 2 ** -23);
    // A power of two: the double below is half as far.
    expect(roundToFloat32({ hi: 2 ** -150, lo: 2 ** -210 })).toBe(2 ** -149);
    expect(roundToFloat32({ hi: 2 ** -150, lo: -(2 ** -210) })).toBe(0);
    expect(roundToFloat32({ hi: -(2 ** -150), lo: -(2 ** -210) })).toBe(-(2 ** -149));
  });

  it('keeps specials', () => {
    expect(roundToFloat32({ hi: -0, lo: 0 })).toBe(-0);
    expect(roundToFloat32({ hi: -Infinity, lo: 0 })).toBe(-Infinity);
    expect(roundToFloat32({ hi: NaN, lo: 0 })).toBe(NaN);
  });
});

describe('ULP error', () => {
  it('is 0 of an exact result, and the number of ulps of any other', () => {
    fc.assert(
      fc.property(finite, fc.integer({ min: -8, max: 8 }), (x, steps) => {
        const got = Math.fround(x + steps * ulpOf(x));
        if (!Number.isFinite(got)) return;
        // Above a power of two `got` has a wider grid than x; only results on it count whole steps.
        if (got - x === steps * ulpOf(x)) {
          expect(signedUlpError(got, x, x)).toBe(steps);
          expect(ulpError(got, { hi: x, lo: 0 })).toBe(Math.abs(steps));
        }
      }),
    );
  });

  it('is at most a half for the correctly rounded result', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e30, max: 1e30, noNaN: true }), (x) => {
        const due = Math.fround(x);
        expect(Math.abs(signedUlpError(due, x, due))).toBeLessThanOrEqual(0.5);
        expect(ulpError(due, { hi: x, lo: 0 })).toBeLessThanOrEqual(0.5);
      }),
    );
  });

  it('is in ulps of the rounded result, subnormals included', () => {
    expect(ulpError(1, { hi: 1 - 2 ** -26, lo: 0 })).toBe(2 ** -3);
    expect(ulpError(2 ** -149, { hi: 2 ** -151, lo: 0 })).toBe(0.75);
    expect(ulpError(0, { hi: 2 ** -126, lo: 0 })).toBe(2 ** 23);
    expect(signedUlpError(0.5, 1, 1)).toBe(-(2 ** 22));
    expect(ulpError(1, { hi: 1, lo: 2 ** -60 })).toBe(2 ** -37);
  });

  it.each([
    // got, due, error
    [NaN, NaN, 0],
    [Infinity, Infinity, 0],
    [-Infinity, -Infinity, 0],
    [NaN, 1, Infinity],
    [1, NaN, Infinity],
    [Infinity, NaN, Infinity],
    [NaN, Infinity, Infinity],
    [Infinity, 1, Infinity],
    [-Infinity, 1, -Infinity],
    [1, Infinity, -Infinity],
    [1, -Infinity, Infinity],
    [Infinity, -Infinity, Infinity],
    [0, -0, 0],
  ])('of %d where %d is due is %d', (got, due, error) => {
    expect(signedUlpError(got, due, due)).toBe(error);
    expect(ulpError(got, { hi: due, lo: 0 })).toBe(Math.abs(error));
  });
});
