import type { Codec, Line, Magnitudes, TypedArray } from './float-type.ts';

/** For `filter` on sorted magnitudes: leaves each once. */
export const isNew = (value: number, index: number, all: Magnitudes): boolean =>
  index === 0 || value !== all[index - 1];

/** The line of a dtype of at most 32 bits: magnitudes are bits. */
export function bitsLine(
  { width, encode, decode }: Codec<number>,
  precision: number,
  arrayOfBits: (bits: Uint32Array<ArrayBuffer>) => TypedArray,
): Line {
  const shift = precision - 1;
  const fieldLength = 2 ** shift;
  const sign = 2 ** (width - 1);
  const infinity = encode(Infinity);
  return {
    infinity,
    nans: [infinity + 1, sign - 1],
    infiniteField: infinity >>> shift,
    fieldOf: (magnitude) => magnitude >>> shift,
    at: (field, offset) => field * fieldLength + offset,
    fieldLength,
    of: (value) => encode(Math.abs(value)),
    valueOf: decode,
    step: (magnitude, by) => Math.max(0, magnitude + by),
    middle: (low, high) => low + Math.floor((high - low) / 2),
    between: (low, high, fraction) => low + Math.floor((high - low) * fraction),
    bitsOf: (magnitude, negative) => (negative ? magnitude + sign : magnitude),
    keyOf: (bits) => Number(bits) >>> shift,
    pack: (magnitudes) => Uint32Array.from(magnitudes).toSorted().filter(isNew),
    symmetric(magnitudes, length = 2 * magnitudes.length) {
      const count = magnitudes.length;
      const bits = new Uint32Array(length).fill(encode(1), 2 * count);
      bits.set(magnitudes, count);
      for (let index = 0; index < count; index++)
        bits[count - 1 - index] = magnitudes[index]! + sign;
      return arrayOfBits(bits);
    },
    oneSided(magnitudes, negative, length) {
      const count = magnitudes.length;
      const bits = new Uint32Array(length).fill(encode(1), count);
      if (negative)
        for (let index = 0; index < count; index++)
          bits[count - 1 - index] = magnitudes[index]! + sign;
      else bits.set(magnitudes);
      return arrayOfBits(bits);
    },
  };
}
