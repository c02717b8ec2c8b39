import type { KernelRequest } from '@rectify/backend';
import { type Draw, type DType, type TypedArray, type Values, floatTypes } from '@rectify/float';
import { seeded } from './random.ts';

/**
 * Elements of a vector register, or a small multiple: what is left after the last whole one is for lanes to judge. Calls
 * are of whole ones, so that a kernel for whole registers gives every result that is looked at.
 */
export const packet = 64;

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

/** A number of 24 bits of random sign and mantissa with an exponent of [from, to]. */
export function drawFloat(draw: Draw, from: number, to: number): number {
  const sign = draw(0, 1) === 0 ? 1 : -1;
  return sign * 2 ** draw(from, to) * (1 + draw(0, 0x7fffff) * 2 ** -23);
}
