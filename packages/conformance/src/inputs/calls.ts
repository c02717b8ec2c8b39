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

/** An element of a call; `offset` elements lie before the call in its buffer. */
export interface Place {
  readonly inputs: Inputs;
  readonly index: number;
  readonly offset: number;
}

/** The same as numbers. */
export function numbersOf({ dtype, x, dy }: Inputs): { x: Values; dy: Values | undefined } {
  const numbers = (array: TypedArray): Values =>
    floatTypes[dtype].arrays.valuesOf(array) ?? new Float32Array(0);
  return { x: numbers(x), dy: dy && numbers(dy) };
}

const constants = new Map<DType, { readonly dy: number; readonly array: TypedArray }>();

/** The same dy throughout: one array while it and the length are the same; nobody writes to it. */
function constant(dtype: DType, dy: number, length: number): TypedArray {
  const known = constants.get(dtype);
  if (known?.dy === dy && known.array.length === length) return known.array;
  const array = floatTypes[dtype].arrays.from(new Float64Array(length).fill(dy));
  constants.set(dtype, { dy, array });
  return array;
}

/** Adds dy for vjp: 1 unless given. */
export function withDy({ dtype, pass }: KernelRequest, x: TypedArray, dy = 1): Inputs {
  return { dtype, x, dy: pass === 'vjp' ? constant(dtype, dy, x.length) : undefined };
}

/** NaNs, for a dtype that is not swept. */
export function nanInputs(request: KernelRequest, seed: number): Inputs {
  return withDy(request, floatTypes[request.dtype].sampling.nans(seeded(seed, 'nan')));
}

/** A number of 24 bits of random sign and mantissa with an exponent of [from, to]. */
export function drawFloat(draw: Draw, from: number, to: number): number {
  const sign = draw(0, 1) === 0 ? 1 : -1;
  return sign * 2 ** draw(from, to) * (1 + draw(0, 0x7fffff) * 2 ** -23);
}
