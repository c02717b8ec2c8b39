import { floatTypes } from '@rectify/float';
import { describe, expect, it } from 'vitest';
import { decide, decideWithDouble, decideWithRest, enclose } from './decide.ts';
import type { NamedFunction } from './function.ts';
import { roundBounds } from './rounding.ts';

const { float16, float32, float64 } = floatTypes;

/** 1 + e^−4000, nearer to a midpoint of no format than any precision tells, and 1 + 2⁻²⁴ + as little, which is. */
const between = (value: number, tie?: NamedFunction['tie']): NamedFunction => ({
  name: 'toy/forward',
  special: () => undefined,
  interval: (_x, _dy, { add, divide, exp }) => add(value, divide(exp(-4000), 3)),
  ...(tie && { tie }),
});
const midpoint = 1 + 2 ** -24;

describe('the limit of precision', () => {
  it('throws where intervals do not tell, and says of what and what to do', () => {
    const toy = between(midpoint);
    for (const ask of [decide, decideWithDouble, decideWithRest])
      expect(() => ask(toy, 0.5, -2, float32.format)).toThrow(
        /^toy\/forward at x = 0.5, dy = -2 is undecided at 5120 bits: give its row a tie rule/,
      );
  });

  it('is not reached where the tie is of another format, or a rule tells the side', () => {
    expect(decide(between(midpoint), 0.5, 1, float16.format)).toBe(1);
    const above = between(midpoint, (_x, _dy, { hull }) => hull(midpoint, midpoint + 2 ** -52));
    const below = between(midpoint, (_x, _dy, { hull }) => hull(midpoint, midpoint - 2 ** -52));
    expect(decide(above, 0.5, 1, float32.format)).toBe(1 + 2 ** -23);
    expect(decide(below, 0.5, 1, float32.format)).toBe(1);
    expect(decideWithDouble(above, 0.5, 1, float32.format)).toEqual({
      due: 1 + 2 ** -23,
      exact: midpoint,
    });
    const exact = between(midpoint, (_x, _dy, { add }) => add(midpoint, 0));
    expect(decide(exact, 0.5, 1, float32.format)).toBe(1);
  });

  it('is not reached by an enclosure', () => {
    const { value, error } = enclose(between(midpoint), 0, 1);
    expect(value.hi).toBe(midpoint);
    expect(error).toBeLessThan(2 ** -99);
  });
});

describe('the ends of bounds', () => {
  const { leastSubnormal, greatest } = float32.format;
  it.each([
    // low and high in units of a quarter of the least subnormal, whether open, and what is due
    [2n, 2n, false, 0],
    [6n, 6n, false, 2],
    [2n, 3n, false, undefined],
    [2n, 3n, true, 1],
    [1n, 2n, true, 0],
    [2n, 6n, true, 1],
    [2n, 6n, false, undefined],
    [0n, 1n, true, 0],
    [-1n, 0n, true, -0],
    [-1n, 1n, true, undefined],
    [-6n, -2n, true, -1],
    [-2n, -2n, false, -0],
    [-2n, -1n, false, -0],
    [0n, 0n, false, 0],
  ] as const)('[%i, %i], open: %s', (low, high, open, due) => {
    const scale = Math.log2(leastSubnormal) - 2;
    const got = roundBounds(float32.format, { low, high, scale }, open);
    expect(got).toBe(due === undefined ? undefined : due * leastSubnormal);
  });

  it('may be a power of two, below which numbers are twice as dense', () => {
    const one = { low: 2n ** 24n - 1n, high: 2n ** 24n, scale: -24 };
    expect(roundBounds(float32.format, one, true)).toBe(undefined);
    const nearer = { low: 2n ** 27n - 1n, high: 2n ** 27n, scale: -27 };
    expect(roundBounds(float32.format, nearer, true)).toBe(1);
  });

  it('may be beyond the greatest number', () => {
    const bounds = { low: 1n, high: 1n, scale: 128 };
    expect(roundBounds(float32.format, bounds, false)).toBe(Infinity);
    expect(roundBounds(float16.format, { ...bounds, scale: 16 }, false)).toBe(Infinity);
    expect(roundBounds(float64.format, bounds, false)).toBe(2 ** 128);
    expect(roundBounds(float64.format, { ...bounds, scale: 5000 }, false)).toBe(Infinity);
    const midway = 2n ** 25n - 1n;
    const exactly = { low: midway, high: midway, scale: 103 };
    expect(roundBounds(float32.format, exactly, false)).toBe(Infinity);
    expect(roundBounds(float32.format, { ...exactly, low: midway - 1n }, true)).toBe(greatest);
  });
});
