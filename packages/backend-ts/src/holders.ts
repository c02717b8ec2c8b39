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

/** What the arrays of a dtype are held as, by the name of their type: float32 as lanes, the others as they are. */
export interface Held {
  readonly Float32Array: Lanes;
  readonly Float64Array: Float64Array;
  readonly Uint16Array: Uint16Array;
}

/** How arrays are held as A. */
export interface Holder<A> {
  /** Views an input: nothing is copied. Undefined for another type. */
  readonly view: (array: TypedArray) => A | undefined;
  readonly make: (length: number) => A;
  readonly array: (held: A) => TypedArray;
}

export const holders: { readonly [N in keyof Held]: Holder<Held[N]> } = {
  Float32Array: {
    view: (array) => (array instanceof Float32Array ? lanesOf(array) : undefined),
    make: (length) => lanesOf(new Float32Array(length)),
    array: ({ floats }) => floats,
  },
  Float64Array: {
    view: (array) => (array instanceof Float64Array ? array : undefined),
    make: (length) => new Float64Array(length),
    array: (held) => held,
  },
  Uint16Array: {
    view: (array) => (array instanceof Uint16Array ? array : undefined),
    make: (length) => new Uint16Array(length),
    array: (held) => held,
  },
};
