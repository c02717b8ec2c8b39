import type { KernelRequest } from '@rectify/backend';
import {
  type Draw,
  type DType,
  type TypedArray,
  type Values,
  type FloatFormat,
  floatTypes,
} from '@rectify/float';
import type { Depth } from '@rectify/record';
import { seeded } from './random.ts';

/** Inputs of a call before it is a batch, as the kernel is given them. */
export interface Inputs {
  readonly dtype: DType;
  readonly x: TypedArray;
  readonly dy: TypedArray | undefined;
}

/** The same as numbers. */
export function numbersOf({ dtype, x, dy }: Inputs): { x: Values; dy: Values | undefined } {
  const numbers = (array: TypedArray): Values =>
    floatTypes[dtype].arrays.valuesOf(array) ?? new Float32Array(0);
  return { x: numbers(x), dy: dy && numbers(dy) };
}

const units = new Map<DType, TypedArray>();

/** Ones, the same array while the length is; nobody writes to it. */
function ones(dtype: DType, length: number): TypedArray {
  const known = units.get(dtype);
  if (known?.length === length) return known;
  const made = floatTypes[dtype].arrays.from(new Float32Array(length).fill(1));
  units.set(dtype, made);
  return made;
}

/** Adds dy = 1 for vjp. */
export function withUnitDy({ dtype, pass }: KernelRequest, x: TypedArray): Inputs {
  return { dtype, x, dy: pass === 'vjp' ? ones(dtype, x.length) : undefined };
}

/** NaNs, for a dtype that is not swept. */
export function nanInputs(request: KernelRequest, seed: number): Inputs {
  return withUnitDy(request, floatTypes[request.dtype].sampling.nans(seeded(seed, 'nan')));
}

const signs = (magnitudes: readonly number[]): number[] => magnitudes.flatMap((m) => [m, -m]);
const edgesOf = ({ leastSubnormal, leastNormal, greatest }: FloatFormat): readonly number[] => [
  0,
  leastSubnormal,
  leastNormal / 2,
  leastNormal,
  greatest,
  Infinity,
];
const specialX = [1e-30, 0.1, 0.5, 1, 2, 5, 9, 10, 20, 50, 88, 100, 200, 1e10];
const specialDy = [1e-20, 0.1, 0.5, 1, 1.5, 3, 1e3, 1e20];

/** A number of 24 bits of random sign and mantissa with an exponent of [from, to]. */
export function drawFloat(draw: Draw, from: number, to: number): number {
  const sign = draw(0, 1) === 0 ? 1 : -1;
  return sign * 2 ** draw(from, to) * (1 + draw(0, 0x7fffff) * 2 ** -23);
}

/** vjp: special x with special dy, NaN among both, and random pairs. */
export function crossInputs(request: KernelRequest, depth: Depth, seed: number): Inputs {
  const { dtype } = request;
  const draw = seeded(seed, 'cross');
  const edges = edgesOf(floatTypes[dtype].format);
  const [low, high] = floatTypes[dtype].sampling.exponents;
  const x: number[] = [];
  const dy: number[] = [];
  for (const a of [...signs([...edges, ...specialX]), NaN])
    for (const b of [...signs([...edges, ...specialDy]), NaN]) {
      x.push(a);
      dy.push(b);
    }
  const count = depth === 'smoke' ? 2 ** 10 : 2 ** 15;
  for (let index = 0; index < count; index++) {
    x.push(drawFloat(draw, Math.max(low, -30), 6));
    dy.push(drawFloat(draw, low, high));
  }
  return { dtype, x: floatTypes[dtype].arrays.from(x), dy: floatTypes[dtype].arrays.from(dy) };
}
