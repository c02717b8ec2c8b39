import type { TypedArray } from '@rectify/backend';

/** The same elements as numbers and as bits. */
export interface Lanes {
  readonly floats: Float32Array;
  readonly bits: Int32Array;
}

/** Views an array as lanes: nothing is copied. */
export function lanesOf(floats: Float32Array): Lanes {
  return { floats, bits: new Int32Array(floats.buffer, floats.byteOffset, floats.length) };
}

/** How arrays of a dtype are held: float32 as lanes, the others as they are. */
export interface Holder<A> {
  /** Views an input: nothing is copied. Undefined for another type. */
  readonly view: (array: TypedArray) => A | undefined;
  readonly make: (length: number) => A;
  readonly array: (held: A) => TypedArray;
  /** What it takes. */
  readonly type: string;
}

export const held32: Holder<Lanes> = {
  view: (array) => (array instanceof Float32Array ? lanesOf(array) : undefined),
  make: (length) => lanesOf(new Float32Array(length)),
  array: ({ floats }) => floats,
  type: 'Float32Array',
};
export const held64: Holder<Float64Array> = {
  view: (array) => (array instanceof Float64Array ? array : undefined),
  make: (length) => new Float64Array(length),
  array: (held) => held,
  type: 'Float64Array',
};
export const held16: Holder<Uint16Array> = {
  view: (array) => (array instanceof Uint16Array ? array : undefined),
  make: (length) => new Uint16Array(length),
  array: (held) => held,
  type: 'Uint16Array',
};
