import type { KernelRequest } from '@rectify/backend';
import { type Draw, type FloatFormat, floatTypes, type FloatType } from '@rectify/float';
import type { Depth } from '@rectify/record';
import { type Inputs, packet } from './calls.ts';
import { seeded } from './random.ts';

/** About so many pairs of a kernel. */
const counts: Readonly<Record<Depth, number>> = {
  smoke: 2 ** 12,
  default: 2 ** 17,
  exhaustive: 2 ** 19,
};

const signs = (magnitudes: readonly number[]): readonly number[] =>
  magnitudes.flatMap((m) => [m, -m]);

function edgesOf({ leastSubnormal, leastNormal, greatest }: FloatFormat): readonly number[] {
  const greatestSubnormal = leastNormal - leastSubnormal;
  return signs([
    0,
    leastSubnormal,
    leastNormal / 2,
    greatestSubnormal,
    leastNormal,
    greatest,
    Infinity,
  ]);
}

const specialX = signs([1e-30, 0.1, 0.5, 1, 2, 5, 9, 10, 20, 50, 88, 100, 200, 1e10]);
const specialDy = signs([1e-20, 0.1, 0.5, 1, 1.5, 3, 1e3, 1e20]);

/** Numbers of one exponent: `length` offsets from `low` on in a field. */
interface NumberBinade {
  readonly field: number;
  readonly low: number;
  readonly length: number;
}

/** Every binade above 0, those of subnormal numbers too. */
function binadesOf({ line, format }: FloatType): readonly NumberBinade[] {
  const subnormal = Array.from({ length: format.precision - 1 }, (_, power) => ({
    field: 0,
    low: 2 ** power,
    length: 2 ** power,
  }));
  const normal = Array.from({ length: line.infiniteField - 1 }, (_, index) => ({
    field: index + 1,
    low: 0,
    length: line.fieldLength,
  }));
  return [...subnormal, ...normal];
}

/** The number at an offset of a binade, of `length`. */
function numberAt({ line }: FloatType, { field, low }: NumberBinade, offset: number): number {
  return line.valueOf(line.at(field, low + offset));
}

/** Draws x and dy of a dtype, with all bits of their significands. */
interface PairDraws {
  readonly x: () => number;
  /** One for each kind of dy: each binade with either sign, and each edge. */
  readonly dys: readonly (() => number)[];
}

function pairDraws(type: FloatType, draw: Draw): PairDraws {
  const { format } = type;
  const edges = edgesOf(format);
  const binades = binadesOf(type);
  const pick = <T>(all: readonly T[]): T => all[draw(0, all.length - 1)]!;
  const sign = (): number => pick([1, -1]);
  /** One of 16 is the least of its binade, and one the greatest. */
  const within = (binade: NumberBinade): number => {
    const kind = draw(0, 15);
    const last = binade.length - 1;
    return numberAt(type, binade, kind > 1 ? draw(0, last) : kind * last);
  };
  // Beyond it a slope that falls like e⁻ˣ is nothing, whatever dy. Below 2⁻ᵖ a slope is that at 0.
  const far = -2 * Math.log(format.leastSubnormal);
  const least = 2 ** -format.precision;
  const between = binades.filter((binade) => {
    const value = numberAt(type, binade, 0);
    return value >= least && value < far;
  });
  return {
    x() {
      const kind = draw(0, 7);
      if (kind === 0) return pick(edges);
      if (kind < 3) return sign() * within(pick(binades));
      if (kind < 6) return sign() * within(pick(between));
      return (draw(-(2 ** 31), 2 ** 31) / 2 ** 31) * far;
    },
    dys: [
      ...binades.flatMap((binade) => [() => within(binade), () => -within(binade)]),
      ...edges.map((edge) => () => edge),
    ],
  };
}

/** Whether a pair may be one of the special ones. */
export function isSpecialPair({ format }: FloatType, x: number, dy: number): boolean {
  const edges = edgesOf(format);
  const isOne = (v: number, special: readonly number[]): boolean =>
    edges.includes(v) || special.some((one) => format.round(one) === v);
  return isOne(x, specialX) && isOne(dy, specialDy);
}

type Pair = readonly [x: number, dy: number];

/** Special x with special dy, NaN among both; then each dy with as many drawn x. */
function* pairsOf(type: FloatType, count: number, { x: drawX, dys }: PairDraws): Generator<Pair> {
  const edges = edgesOf(type.format);
  for (const x of [...edges, ...specialX, NaN])
    for (const dy of [...edges, ...specialDy, NaN]) yield [x, dy];
  const each = Math.ceil(count / dys.length);
  for (const drawDy of dys) for (let index = 0; index < each; index++) yield [drawX(), drawDy()];
}

/** Pairs of one call: their arrays stay in the second cache. */
const callPairs = 2 ** 14;

/** Calls of vjp on pairs (x, dy): of every binade of dy, of either sign, the same number. */
export function* pairCalls(
  { dtype }: KernelRequest,
  depth: Depth,
  seed: number,
): Generator<Inputs> {
  const type = floatTypes[dtype] as FloatType;
  const { arrays, sampling } = type;
  const draw = seeded(seed, 'pairs');
  const draws = pairDraws(type, draw);
  // Numbers have no payloads of NaN.
  const nans = sampling.nans(draw);
  yield { dtype, x: arrays.from(Float64Array.from(nans, draws.x)), dy: nans };
  const x: number[] = [];
  const dy: number[] = [];
  const call = (): Inputs => ({
    dtype,
    x: arrays.from(x.splice(0)),
    dy: arrays.from(dy.splice(0)),
  });
  for (const [one, upstream] of pairsOf(type, counts[depth], draws)) {
    x.push(one);
    dy.push(upstream);
    if (x.length === callPairs) yield call();
  }
  // Whole packets, as on the grid.
  while (x.length % packet > 0) {
    x.push(draws.x());
    dy.push(draws.dys[draw(0, draws.dys.length - 1)]!());
  }
  if (x.length > 0) yield call();
}
