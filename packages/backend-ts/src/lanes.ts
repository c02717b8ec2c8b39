/** The same elements as numbers and as bits. */
export interface Lanes {
  readonly floats: Float32Array;
  readonly bits: Int32Array;
}

/** Views an array as lanes: nothing is copied. */
export function lanesOf(floats: Float32Array): Lanes {
  return { floats, bits: new Int32Array(floats.buffer, floats.byteOffset, floats.length) };
}
