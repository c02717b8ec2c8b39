import { type DType, dtypes, floatTypes, type Values } from '@rectify/float';
import { describe, expect, it } from 'vitest';
import { bitLength } from './exact/fixed.ts';
import type { ExactFunction } from './exact/function.ts';
import { fromDouble } from './exact/interval.ts';
import { truthFrom } from './truth.ts';

/** x(x + 3)/6 and dy times its derivative, (2x + 3)/6, which changes its sign: both have exact ties. */
const toy: Readonly<Record<'forward' | 'vjp', ExactFunction>> = {
  forward: {
    special: (x) => (Number.isFinite(x) ? undefined : x * x),
    interval: (x, _dy, { add, divide, multiply }) => divide(multiply(x, add(x, 3)), 6),
  },
  vjp: {
    special: (x, dy) => (Number.isFinite(x) && Number.isFinite(dy) ? undefined : dy * x),
    interval: (x, dy, { add, divide, multiply }) => divide(multiply(dy, add(multiply(2, x), 3)), 6),
  },
};

/** In units of 2⁻¹⁰⁷⁴. */
const one = 1n << 1074n;
const inUnits = (x: number): bigint => {
  const { low, scale } = fromDouble(x);
  return low << BigInt(scale + 1074);
};

/** The same over 6 · one², by integers. */
const numerator = {
  forward: (x: number) => inUnits(x) * (inUnits(x) + 3n * one),
  vjp: (x: number, dy: number) => inUnits(dy) * (2n * inUnits(x) + 3n * one),
} as const;
const denominator = 6n * one * one;

/** n / d rounded to nearest, ties to even, and whether it is a tie. */
function rounded(dtype: DType, n: bigint, d: bigint): { due: number; isTie: boolean } {
  if (n < 0n) {
    const { due, isTie } = rounded(dtype, -n, d);
    return { due: -due, isTie };
  }
  const { precision, leastSubnormal, greatest } = floatTypes[dtype].format;
  let quantum = Math.max(bitLength(n) - bitLength(d) - precision - 1, Math.log2(leastSubnormal));
  for (; ; quantum += 1) {
    const unit = quantum < 0 ? d : d << BigInt(quantum);
    const scaled = quantum < 0 ? n << BigInt(-quantum) : n;
    const units = scaled / unit;
    if (units >= 1n << BigInt(precision)) continue;
    const over = ((scaled % unit) << 1n) - unit;
    const up = over > 0n || (over === 0n && units % 2n === 1n);
    const due = Number(up ? units + 1n : units) * 2 ** quantum;
    return { due: due > greatest ? Infinity : due, isTie: over === 0n };
  }
}

/** Pairs whose results are of twice as many bits as a number, next to −3/2 and to 0, and anywhere. */
function pairs(dtype: DType, count: number): readonly [x: Values, dy: Values] {
  const { arrays, format, line } = floatTypes[dtype];
  const [x, dy] = [arrays.newValues(count), arrays.newValues(count)];
  let state = 5;
  const draw = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below) * (state & 64 ? -1 : 1);
  };
  const any = (): number => {
    const offset = Math.abs(draw(Math.min(line.fieldLength, 2 ** 30)));
    const value = line.valueOf(line.at(Math.abs(draw(line.infiniteField)), offset));
    return draw(2) < 0 ? -value : value;
  };
  const few = 2 ** (format.precision / 2 + 2);
  for (let i = 0; i < count; i += 1) {
    x[i] = [draw(few), 3 * draw(few / 3), -1.5 + draw(4) * format.ulpOf(1), any()][i % 4]!;
    dy[i] = [3 * draw(few), draw(few), 3 * draw(9) * format.leastSubnormal, any()][(i >> 2) % 4]!;
  }
  return [x, dy];
}

describe.each(dtypes)('a row of an exact function alone, in %s', (dtype) => {
  it.each(['forward', 'vjp'] as const)('decides the toy op, %s', (pass) => {
    const [x, dy] = pairs(dtype, 2000);
    const got = truthFrom('toy', { exact: toy[pass] }, dtype).fill(x, dy);
    const due = [...x].map((at, i) => rounded(dtype, numerator[pass](at, dy[i]!), denominator));
    const wrong = due.flatMap((right, i) =>
      Object.is(right.due, got.due[i]) ? [] : [[x[i], dy[i], right.due, got.due[i]]],
    );
    expect(wrong).toEqual([]);
    const ties = due.filter(({ isTie }) => isTie);
    expect(ties.filter((tie) => tie.due > 0).length).toBeGreaterThan(10);
    // The function is not below −3/8.
    if (pass === 'vjp') expect(ties.filter((tie) => tie.due < 0).length).toBeGreaterThan(10);
    const rests = got.rest ?? [];
    expect(rests.every((rest) => Math.abs(rest) <= 0.5)).toBe(true);
    expect(
      due.filter(({ isTie }, i) => isTie && got.rest !== null && Math.abs(rests[i]!) !== 0.5),
    ).toEqual([]);
  });
});

describe.each(dtypes)('x · σ(x) in %s', (dtype) => {
  const { leastSubnormal } = floatTypes[dtype].format;
  const exact: ExactFunction = {
    special: (x) => (x === 0 || !Number.isFinite(x) ? x : undefined),
    interval(x, _dy, { add, divide, exp, multiply }) {
      const e = exp(-Math.abs(x));
      return multiply(x, divide(x < 0 ? e : 1, add(1, e)));
    },
    /** x/2 is a midpoint where x is an odd subnormal, and the function is above it. */
    tie: (x, _dy, { hull, multiply, square, add }) =>
      hull(multiply(x, 0.5), add(multiply(x, 0.5), multiply(square(x), 0.25))),
  };

  it('is above the midpoints that it is next to, however near', () => {
    const x = floatTypes[dtype].arrays.newValues(4);
    x.set([1, 3, -1, -3].map((count) => count * leastSubnormal));
    const { due, rest } = truthFrom('silu', { exact }, dtype).fill(x);
    expect([...due]).toEqual([1, 2, -0, -1].map((count) => count * leastSubnormal));
    if (rest) expect([...rest]).toEqual([-0.5, -0.5, -0.5, -0.5]);
  });
});
