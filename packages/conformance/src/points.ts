import { floatTypes } from '@rectify/float';
import type { KernelRequest } from '@rectify/backend';
import type { FloatFormat } from '@rectify/float';
import { belowOne } from './pointwise.ts';
import { type TrueValue, truthAt } from './truth.ts';

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
];

/** The same of float64. */
const switches64: readonly number[] = [
  2 ** -57,
  2 ** -54,
  2 ** -53,
  2 ** -52,
  2 ** -29,
  2 ** -27,
  2 ** -26,
  36.04365338911715,
  36.7368005696771,
  19.061547465398498,
  354.1982073560926,
  708.3964185322641,
  709.782712893384,
  710,
  744.4400719213812,
  745.1332191019412,
  750,
  2 ** 53,
  2 ** 63,
  2 ** 1023,
];

const predicates: readonly ((v: TrueValue, format: FloatFormat) => boolean)[] = [
  ({ due }) => Math.abs(due) === 1,
  // Where `saturation` begins.
  (v, format) => belowOne(v, format) <= 2 ** -(format.precision + 3),
  ({ exact }, { leastNormal }) => Math.abs(exact) < leastNormal,
  ({ due }, { leastNormal }) => Math.abs(due) < leastNormal,
  ({ due }) => due === 0,
];

/** First magnitude at which a predicate of the true value turns over, by bisection; undefined if it never does. */
function turn(request: KernelRequest, sign: 1 | -1, index: number): number | undefined {
  const { line, format } = floatTypes[request.dtype];
  const holds = (magnitude: number): boolean | undefined =>
    predicates[index]?.(truthAt(request, sign * line.valueOf(magnitude)), format);
  let low = line.step(0, 1);
  const start = holds(low);
  let high = line.step(line.infinity, -1);
  if (holds(high) === start) return undefined;
  for (let at = line.middle(low, high); at !== low; at = line.middle(low, high)) {
    if (holds(at) === start) low = at;
    else high = at;
  }
  return high;
}

/** Magnitudes whose neighbourhood is always looked at, ascending. */
export function criticalMagnitudes(request: KernelRequest): readonly number[] {
  const { line, format } = floatTypes[request.dtype];
  const { infinity, infiniteField } = line;
  const found = new Set<number>([0, line.step(0, 1), line.step(infinity, -1), infinity]);
  const values = request.dtype === 'float64' ? [...switches, ...switches64] : switches;
  // The last is where `tiny` ends.
  for (const value of [...values, 2 ** -Math.ceil(format.precision / 2)]) found.add(line.of(value));
  for (let field = 1; field < infiniteField; field++) found.add(line.at(field, 0));
  for (const sign of [1, -1] as const) {
    for (let index = 0; index < predicates.length; index++) {
      const magnitude = turn(request, sign, index);
      if (magnitude !== undefined) found.add(magnitude);
    }
  }
  return [...found].toSorted((a, b) => a - b);
}
