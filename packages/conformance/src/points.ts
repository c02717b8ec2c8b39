import type { KernelRequest } from '@rectify/backend';
import { fromOrdinal, leastNormal, ordinalOf } from '@rectify/float';
import { truthAt } from './truth.ts';

/** Ordinal of +∞, the greatest magnitude. */
export const infinityOrdinal = 0x7f800000;

/**
 * Magnitudes where implementations switch method, clamp or overflow: clamps of rational approximations (Eigen, XNNPACK,
 * MLAS), ranges of exp (ln of greatest, least normal, least subnormal), ends of polynomials (Cephes, fdlibm, SLEEF).
 */
const switches: readonly number[] = [
  2 ** -28,
  2 ** -24,
  2 ** -23,
  2 ** -22,
  2 ** -14,
  2 ** -13,
  2 ** -12,
  4e-4,
  2 ** -11,
  0.25,
  Math.LN2 / 2,
  0.5,
  0.55,
  0.625,
  Math.LN2,
  0.75,
  1,
  1.25,
  2,
  3,
  4,
  5,
  6,
  7.90531110763549805,
  7.99881172180175781,
  8,
  8.317766166719343,
  8.66433975699932,
  8.664339,
  9,
  9.010913,
  10,
  16.619047164916992188,
  16.635532,
  17.328679,
  18,
  18.714973875118524,
  20,
  22,
  32,
  43.66827,
  44.014,
  44.36141955583649,
  50,
  64,
  80,
  87.33654,
  87.33654475,
  88,
  88.02969193111305,
  88.3762626647949,
  88.7228391,
  88.72283905206835,
  100,
  102,
  103.27893,
  103.97207,
  104,
  128,
  150,
  2 ** 20,
  2 ** 24,
  2 ** 31,
  2 ** 32,
  2 ** 64,
  2 ** 127,
  3.4028234663852886e38,
];

const predicates: readonly ((v: { due: number; exact: number }) => boolean)[] = [
  ({ due }) => Math.abs(due) === 1,
  ({ exact }) => 1 - Math.abs(exact) <= 2 ** -27,
  ({ exact }) => Math.abs(exact) < leastNormal,
  ({ due }) => Math.abs(due) < leastNormal,
  ({ due }) => due === 0,
];

/** First magnitude at which a predicate of the true value turns over, by bisection; undefined if it never does. */
function turn(request: KernelRequest, sign: 1 | -1, index: number): number | undefined {
  const holds = (magnitude: number): boolean | undefined =>
    predicates[index]?.(truthAt(request, fromOrdinal(sign * magnitude)));
  const start = holds(1);
  let low = 1;
  let high = infinityOrdinal - 1;
  if (holds(high) === start) return undefined;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (holds(middle) === start) low = middle;
    else high = middle;
  }
  return high;
}

/** Magnitudes (ordinals) whose neighbourhood is always looked at, ascending. */
export function criticalMagnitudes(request: KernelRequest): readonly number[] {
  const found = new Set<number>([0, 1, infinityOrdinal - 1, infinityOrdinal]);
  for (const value of switches) found.add(ordinalOf(value));
  for (let exponent = 1; exponent < 255; exponent++) found.add(exponent * 2 ** 23);
  for (const sign of [1, -1] as const) {
    for (let index = 0; index < predicates.length; index++) {
      const magnitude = turn(request, sign, index);
      if (magnitude !== undefined) found.add(magnitude);
    }
  }
  return [...found].toSorted((a, b) => a - b);
}
