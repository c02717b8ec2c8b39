/** Elements of an array of a dtype: those of 16 bits are held as their bits, so that every runtime can hold them. */
export type TypedArray = Float32Array | Float64Array | Uint16Array;
/** Numbers of a dtype; those of at most 32 bits as float32, which has every one of them. */
export type Values = Float32Array | Float64Array;
/** Bits of an element of any dtype; those of one dtype compare as integers. */
export type AnyBits = number | bigint;

/** Between numbers and the bits of a dtype. */
export interface Codec<B> {
  /** Bits of an element: 16, 32 or 64. */
  readonly width: number;
  /** The bits of `x` rounded once, to nearest even, straight from the double. NaN gives the quiet NaN without payload. */
  readonly encode: (x: number) => B;
  /** The value of these bits, which every dtype has exactly as a double. Bits above the width do not count. */
  readonly decode: (bits: B) => number;
}

/** A dtype as a set of real numbers: what ranges and errors are counted in. */
export interface FloatFormat {
  /** Bits of a significand, with its leading one. */
  readonly precision: number;
  readonly leastNormal: number;
  /** The least number above 0, which is also the ulp of every subnormal. */
  readonly leastSubnormal: number;
  readonly greatest: number;
  /** The nearest number of the format, ties to even, straight from the double. */
  readonly round: (x: number) => number;
  /** The distance between the numbers of the binade that `due` is in; NaN for ±∞ and NaN. */
  readonly ulpOf: (due: number) => number;
  /** How many numbers apart two of them are; NaN if either is NaN. */
  readonly distance: (a: number, b: number) => number;
}

/** Magnitudes of a call, ascending: see `Line`. */
export type Magnitudes = Uint32Array | Float64Array;

/**
 * The magnitudes of a dtype: bits without the sign, but in float64, whose bits are no number, the values themselves.
 * Either ascends with the value.
 */
export interface Line {
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
  /** At this fraction, of [0, 1), of the way from `low` to `high`, which is finite; within a binade, counted in floats. */
  readonly between: (low: number, high: number, fraction: number) => number;
  readonly bitsOf: (magnitude: number, negative: boolean) => AnyBits;
  /** Sign and exponent field of bits: negative ones follow on `infiniteField`. */
  readonly keyOf: (bits: AnyBits) => number;
  /** Ascending, each once. */
  readonly pack: (magnitudes: readonly number[]) => Magnitudes;
  /** Inputs −m … −m₀, m₀ … m: sorted, and each has its mirror; then ones, to a length if one is given. */
  readonly symmetric: (magnitudes: Magnitudes, length?: number) => TypedArray;
  /** Inputs of one sign, sorted; then ones, to a length. */
  readonly oneSided: (magnitudes: Magnitudes, negative: boolean, length: number) => TypedArray;
}

/** How arrays of a dtype are made and read. */
export interface ElementArrays {
  /** Name of the constructor. */
  readonly name: 'Float32Array' | 'Float64Array' | 'Uint16Array';
  /** Zeros. */
  readonly make: (
    length: number,
  ) => Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer> | Uint16Array<ArrayBuffer>;
  /** From numbers, each rounded once. */
  readonly from: (values: ArrayLike<number>) => TypedArray;
  /** One element from its bits, because a number loses the payload of a NaN. */
  readonly ofBits: (bits: AnyBits) => TypedArray;
  /** The numbers in an array: itself, but for the bits of 16-bit dtypes. Undefined for another type of array. */
  readonly valuesOf: (array: TypedArray) => Values | undefined;
  /** Zeros that hold numbers of the dtype. */
  readonly newValues: (length: number) => Values;
}

/** Draws an integer of [from, to], both included. */
export type Draw = (from: number, to: number) => number;

/** Which inputs of a dtype are looked at where not all are. */
export interface Sampling {
  /** When it is judged on every bit pattern: at every depth, at full depth, or never because there are too many. */
  readonly everyInput: 'always' | 'at-full-depth' | 'never';
  /** Strata of the binade from 2^power on: each gives two adjacent floats at a random place. */
  readonly strata: (power: number) => number;
  /** The same where thousands of inputs are enough. */
  readonly fewStrata: number;
  /** NaNs of both signs, quiet and signalling, with payloads; from bits, because numbers lose them. */
  readonly nans: (draw: Draw) => TypedArray;
  /** dy and 2ᵏ·dy stay within so many binades of 1 where nothing may under- or overflow. */
  readonly reach: number;
}

/** All that is to be known of a dtype. */
export interface FloatType<B = AnyBits> {
  readonly codec: Codec<B>;
  readonly format: FloatFormat;
  readonly line: Line;
  readonly arrays: ElementArrays;
  readonly sampling: Sampling;
}
