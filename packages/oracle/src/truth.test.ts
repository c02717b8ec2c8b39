import { bitsOf, fromBits, fromOrdinal, nextUp, ordinalOf } from '@rectify/float';
import type { OpId, Pass } from '@rectify/spec';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oracle } from './truth.ts';

/** Correctly rounded results at a list of x, for one dy. */
function due(op: OpId, pass: Pass, x: readonly number[], dy?: number): readonly number[] {
  const cotangents = dy === undefined ? undefined : new Float32Array(x.length).fill(dy);
  return [...oracle(op, pass).fill(Float32Array.from(x), cotangents).due];
}

const bits = fc.integer({ min: 0, max: 0xffffffff });
const anyFloat = bits.map(fromBits).filter((x) => !Number.isNaN(x));
const finite = anyFloat.filter(Number.isFinite);
/** Floats where the functions bend, more often than random bits give. */
const middling = fc.float({ min: -110, max: 110, noNaN: true });
const input = fc.oneof(anyFloat, middling);
const smooth = ['sigmoid', 'tanh'] as const;

describe.each(smooth)('%s', (op) => {
  it('never falls from one float to the next', () => {
    fc.assert(
      fc.property(input, (x) => {
        const [at = NaN, next = NaN] = due(op, 'forward', [x, nextUp(x)]);
        expect(next).toBeGreaterThanOrEqual(at);
      }),
      { numRuns: 2000 },
    );
  });

  it('has an even derivative that is linear in the sign and a power of two of dy', () => {
    fc.assert(
      fc.property(input, finite, (x, dy) => {
        const [at = NaN, mirrored = NaN] = due(op, 'vjp', [x, -x], dy);
        expect(mirrored).toBe(at);
        expect(due(op, 'vjp', [x], -dy)[0]).toBe(-at);
        const doubled = due(op, 'vjp', [x], 2 * dy)[0] ?? NaN;
        const normal = Math.abs(at) >= 2 ** -126 && Math.abs(dy) < 2 ** 127;
        if (normal) expect(doubled).toBe(2 * at);
      }),
      { numRuns: 2000 },
    );
  });

  it('rounds within half an ulp of the enclosure', () => {
    fc.assert(
      fc.property(input, finite, (x, dy) => {
        for (const pass of ['forward', 'vjp'] as const) {
          const [got = NaN] = due(op, pass, [x], dy);
          const { value, error } = oracle(op, pass).enclose(x, dy);
          const below = fromOrdinal(ordinalOf(got) - 1);
          const above = fromOrdinal(ordinalOf(got) + 1);
          const slack = error + Math.abs(value.hi) * 2 ** -52;
          expect(value.hi).toBeGreaterThanOrEqual((below + got) / 2 - slack);
          if (above < Infinity) expect(value.hi).toBeLessThanOrEqual((got + above) / 2 + slack);
          expect(error).toBeLessThanOrEqual(Math.max(Math.abs(value.hi) * 2 ** -90, 2 ** -900));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('gives the same for a dy of 1 as for none', () => {
    fc.assert(
      fc.property(input, (x) => {
        expect(due(op, 'vjp', [x], 1)).toEqual(due(op, 'vjp', [x]));
      }),
    );
  });
});

it('tanh is odd to the bit', () => {
  fc.assert(
    fc.property(input, (x) => {
      const [at = NaN, mirrored = NaN] = due('tanh', 'forward', [x, -x]);
      expect(bitsOf(mirrored)).toBe(bitsOf(-at));
    }),
    { numRuns: 2000 },
  );
});

describe('special values', () => {
  it.each([
    ['relu', [0, -0, Infinity, -Infinity, -1, NaN], [0, 0, Infinity, 0, 0, NaN]],
    ['sigmoid', [0, -0, Infinity, -Infinity, -200, 200, NaN], [0.5, 0.5, 1, 0, 0, 1, NaN]],
    ['tanh', [0, -0, Infinity, -Infinity, 2 ** -149, NaN], [0, -0, 1, -1, 2 ** -149, NaN]],
  ] as const)('%s/forward', (op, x, y) => {
    expect(due(op, 'forward', x)).toEqual(y);
    expect(x.map((at) => oracle(op, 'forward').enclose(at).value.hi).map(Math.fround)).toEqual(y);
  });

  it.each([
    // x, dy, dx of relu, of sigmoid and of tanh
    [NaN, 1, NaN, NaN, NaN],
    [1, NaN, NaN, NaN, NaN],
    [-1, NaN, 0, NaN, NaN],
    [-1, Infinity, 0, Infinity, Infinity],
    [1, -Infinity, -Infinity, -Infinity, -Infinity],
    [-1000, -Infinity, 0, -Infinity, -Infinity],
    [Infinity, 1, 1, 0, 0],
    [Infinity, -1, -1, -0, -0],
    [-Infinity, -1, 0, -0, -0],
    [Infinity, Infinity, Infinity, NaN, NaN],
    [1, -0, -0, -0, -0],
    [0, 1, 0, 0.25, 1],
    [-0, 1, 0, 0.25, 1],
    [-200, -1, 0, -0, -0],
    // dy / 4 is a midpoint: a tie at x = 0, below it elsewhere.
    [0, 6 * 2 ** -149, 0, 2 * 2 ** -149, 6 * 2 ** -149],
    [2 ** -149, 6 * 2 ** -149, 6 * 2 ** -149, 2 ** -149, 6 * 2 ** -149],
    [2 ** -27, 6 * 2 ** -149, 6 * 2 ** -149, 2 ** -149, 6 * 2 ** -149],
    [2 ** -26, -6 * 2 ** -149, -6 * 2 ** -149, -(2 ** -149), -6 * 2 ** -149],
  ])('vjp at x = %d, dy = %d', (x, dy, ...dx) => {
    const ops = ['relu', 'sigmoid', 'tanh'] as const;
    expect(ops.map((op) => due(op, 'vjp', [x], dy)[0])).toEqual(dx);
    for (const [i, op] of ops.entries()) {
      const { value } = oracle(op, 'vjp').enclose(x, dy);
      // A tie cannot be seen in a double-double.
      if (Math.abs(dy) >= 2 ** -126 || dy === 0) expect(Math.fround(value.hi)).toBe(dx[i]);
    }
  });

  it('gives an infinite exact value where the derivative underflows a double and dy is infinite', () => {
    const dy = Float32Array.of(-Infinity);
    const { exact } = oracle('sigmoid', 'vjp').fill(Float32Array.of(1e30), dy);
    expect(exact[0]).toBe(-Infinity);
  });
});

describe('the nearest to a midpoint', () => {
  it('sigmoid(2⁻²³) is 2⁻⁷⁴ below one', () => {
    expect(due('sigmoid', 'forward', [2 ** -23])[0]).toBe(0.5);
    expect(due('sigmoid', 'forward', [-(2 ** -24)])[0]).toBe(0.5);
    expect(due('sigmoid', 'forward', [3 * 2 ** -23])[0]).toBe(0.5 + 2 ** -24);
  });
});
