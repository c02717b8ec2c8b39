import {
  type AnyBits,
  bitsIn,
  codecs,
  type DType,
  type Format,
  formats,
  type TypedArray,
} from '@rectify/float';

/** Magnitudes of a call, ascending: see `Line`. */
export type Magnitudes = Uint32Array | Float64Array;

/**
 * The magnitudes of a dtype: bits without the sign, but in float64, whose bits are no number, the values themselves.
 * Either ascends with the value.
 */
export interface Line {
  readonly format: Format;
  /** That of ∞, the greatest but for NaN. */
  readonly infinity: number;
  /** The least and the greatest NaN; none where magnitudes are values. */
  readonly nans: readonly number[];
  /** Exponent field of ∞ and NaN; that of subnormals is 0. */
  readonly infiniteField: number;
  readonly fieldOf: (magnitude: number) => number;
  /** The `offset`th magnitude of an exponent field, of `fieldLength`. */
  readonly at: (field: number, offset: number) => number;
  readonly fieldLength: number;
  /** The magnitude of a number rounded to the dtype. */
  readonly of: (value: number) => number;
  readonly valueOf: (magnitude: number) => number;
  /** So many floats further up or down; not below 0, nor in float64 beyond ∞. */
  readonly step: (magnitude: number, by: number) => number;
  /** Half way between the two, counted in floats; `low` where they are neighbours. */
  readonly middle: (low: number, high: number) => number;
  readonly bitsOf: (magnitude: number, negative: boolean) => AnyBits;
  /** Sign and exponent field of bits: negative ones follow on `infiniteField`. */
  readonly keyOf: (bits: AnyBits) => number;
  /** Ascending, each once. */
  readonly pack: (magnitudes: readonly number[]) => Magnitudes;
  /** Inputs −m … −m₀, m₀ … m: sorted, and each has its mirror; then ones, to a length if one is given. */
  readonly symmetric: (magnitudes: Magnitudes, length?: number) => TypedArray;
}

/** Lines of every dtype. */
export const lines: { readonly [D in DType]: Line } = {
  float32: narrowLine('float32', 32, (bits) => new Float32Array(bits.buffer)),
  float16: narrowLine('float16', 16, (bits) => Uint16Array.from(bits)),
  bfloat16: narrowLine('bfloat16', 16, (bits) => Uint16Array.from(bits)),
  float64: wideLine(),
};

const isNew = (value: number, index: number, all: Magnitudes): boolean =>
  index === 0 || value !== all[index - 1];

function narrowLine(
  dtype: Exclude<DType, 'float64'>,
  width: 16 | 32,
  arrayOfBits: (bits: Uint32Array<ArrayBuffer>) => TypedArray,
): Line {
  const format = formats[dtype];
  const { encode, decode } = codecs[dtype];
  const shift = format.precision - 1;
  const fieldLength = 2 ** shift;
  const sign = 2 ** (width - 1);
  const infinity = encode(Infinity);
  return {
    format,
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
    bitsOf: (magnitude, negative) => (negative ? magnitude + sign : magnitude),
    keyOf: (bits) => Number(bits) >>> shift,
    pack: (magnitudes) => Uint32Array.from(magnitudes).toSorted().filter(isNew),
    symmetric(magnitudes, length = 2 * magnitudes.length) {
      const count = magnitudes.length;
      const bits = new Uint32Array(length).fill(encode(1), 2 * count);
      for (let index = 0; index < count; index++) bits[count + index] = magnitudes[index]!;
      for (let index = 0; index < count; index++)
        bits[count - 1 - index] = magnitudes[index]! + sign;
      return arrayOfBits(bits);
    },
  };
}

function wideLine(): Line {
  const format = formats.float64;
  const { encode, decode } = codecs.float64;
  const fieldLength = 2 ** 52;
  const middle = (low: number, high: number): number => decode((encode(low) + encode(high)) / 2n);
  const at = (field: number, offset: number): number =>
    decode(BigInt(field) * 2n ** 52n + BigInt(offset));
  return {
    format,
    infinity: Infinity,
    nans: [],
    infiniteField: 0x7ff,
    fieldOf: (magnitude) => Number(encode(magnitude) >> 52n),
    at,
    fieldLength,
    of: Math.abs,
    valueOf: (magnitude) => magnitude,
    step(magnitude, by) {
      const bits = encode(magnitude) + BigInt(by);
      return bits < 0n ? 0 : bits > encode(Infinity) ? Infinity : decode(bits);
    },
    middle,
    bitsOf: (magnitude, negative) => bitsIn('float64', negative ? -magnitude : magnitude),
    keyOf: (bits) => Number(BigInt(bits) >> 52n),
    pack: (magnitudes) => Float64Array.from(magnitudes).toSorted().filter(isNew),
    symmetric(magnitudes, length = 2 * magnitudes.length) {
      const count = magnitudes.length;
      const values = new Float64Array(length).fill(1, 2 * count);
      for (let index = 0; index < count; index++) {
        values[count + index] = magnitudes[index]!;
        values[count - 1 - index] = -magnitudes[index]!;
      }
      return values;
    },
  };
}
