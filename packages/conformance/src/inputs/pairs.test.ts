import { dtypes, floatTypes } from '@rectify/float';
import { describe, expect, test } from 'vitest';
import { truthOf } from '../truth.ts';
import { numbersOf, packet } from './calls.ts';
import { pairCalls } from './pairs.ts';

/** All pairs of a kernel, in their order, NaNs left out. */
function pairsOf(
  dtype: (typeof dtypes)[number],
  depth: 'smoke' | 'default',
  seed = 1,
): readonly (readonly [x: number, dy: number])[] {
  return [...pairCalls({ op: 'sigmoid', pass: 'vjp', dtype }, depth, seed)]
    .flatMap((inputs) => {
      const { x, dy } = numbersOf(inputs);
      return Array.from(x, (one, index) => [one, dy?.[index] ?? NaN] as const);
    })
    .filter(([x, dy]) => !Number.isNaN(x) && !Number.isNaN(dy));
}

const exponentOf = (v: number): number => Math.floor(Math.log2(Math.abs(v)));

describe.each(dtypes)('pairs of %s', (dtype) => {
  const { format } = floatTypes[dtype];
  const { leastSubnormal, leastNormal, greatest } = format;
  const pairs = pairsOf(dtype, 'default');
  const binades = exponentOf(greatest) - exponentOf(leastSubnormal) + 1;

  test('have every binade of x and of dy, with either sign', () => {
    for (const at of [0, 1] as const)
      for (const sign of [1, -1]) {
        const seen = new Set(
          pairs
            .map((pair) => sign * pair[at])
            .filter((v) => v > 0 && v < Infinity)
            .map(exponentOf),
        );
        expect(seen.size).toBe(binades);
      }
  });

  test('have every edge of x with every edge of dy', () => {
    const edges = [0, leastSubnormal, leastNormal, greatest, Infinity].flatMap((v) => [v, -v]);
    const keyOf = (x: number, dy: number): string =>
      [x, dy].map((v) => (Object.is(v, -0) ? '-0' : v)).join();
    const seen = new Set(pairs.map(([x, dy]) => keyOf(x, dy)));
    for (const x of edges) for (const dy of edges) expect(seen.has(keyOf(x, dy))).toBe(true);
  });

  test('have all bits of the significand', () => {
    const ofNormal = pairs
      .map(([, dy]) => Math.abs(dy))
      .filter((dy) => dy >= leastNormal && dy < Infinity);
    // A number whose last bit is not set is one of a coarser format.
    const odd = ofNormal.filter((dy) => (dy / format.ulpOf(dy)) % 2 === 1);
    expect(odd.length / ofNormal.length).toBeGreaterThan(0.4);
    expect(odd.length / ofNormal.length).toBeLessThan(0.6);
  });

  test('have normal and subnormal products, and such as round to 0', () => {
    const numbers = floatTypes[dtype].arrays.newValues(pairs.length);
    const x = numbers.map((_, index) => pairs[index]?.[0] ?? 0);
    const dy = numbers.map((_, index) => pairs[index]?.[1] ?? 0);
    const { due } = truthOf({ op: 'sigmoid', pass: 'vjp', dtype }, x, dy);
    const sizes = Array.from(due, Math.abs);
    const shareOf = (is: (size: number) => boolean): number =>
      sizes.filter(is).length / sizes.length;
    expect(shareOf((size) => size >= leastNormal)).toBeGreaterThan(0.2);
    expect(shareOf((size) => size > 0 && size < leastNormal)).toBeGreaterThan(0.01);
    expect(shareOf((size) => size === 0)).toBeGreaterThan(0.1);
  });

  test('are thousands at smoke, of the order of 2¹⁷ at default, and as many as a seed says', () => {
    const smoke = pairsOf(dtype, 'smoke');
    expect(smoke.length).toBeGreaterThan(4000);
    expect(smoke.length).toBeLessThan(7000);
    expect(pairs.length).toBeGreaterThan(0.9 * 2 ** 17);
    expect(pairs.length).toBeLessThan(1.2 * 2 ** 17);
    expect(pairsOf(dtype, 'smoke')).toEqual(smoke);
    expect(pairsOf(dtype, 'smoke', 2)).not.toEqual(smoke);
  });

  test('come in whole packets, but for NaNs with payloads', () => {
    const [nans, ...calls] = pairCalls({ op: 'tanh', pass: 'vjp', dtype }, 'smoke', 1);
    expect(nans && [...(numbersOf(nans).dy ?? [])].every(Number.isNaN)).toBe(true);
    expect(calls.every(({ x }) => x.length % packet === 0)).toBe(true);
  });
});
