import { codecs } from './codecs.ts';
import type { DType, TypedArray } from './dtype.ts';
import { ulpDistance } from './float32.ts';
import { ulpOf } from './ulp.ts';

/** A dtype as a set of real numbers: what ranges and errors are counted in. */
export interface Format {
  readonly dtype: DType;
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

/** Formats of every dtype. */
export const formats: { readonly [D in DType]: Format } = {
  float32: { ...shapeOf('float32', 24, 127), round: Math.fround, ulpOf, distance: ulpDistance },
  float16: narrow('float16', 11, 15),
  bfloat16: narrow('bfloat16', 8, 127),
  float64: wide(),
};

type Shape = Omit<Format, 'round' | 'ulpOf' | 'distance'>;

function shapeOf(dtype: DType, precision: number, greatestExponent: number): Shape {
  const leastNormal = 2 ** (1 - greatestExponent);
  const leastSubnormal = leastNormal * 2 ** (1 - precision);
  const greatest = (2 - 2 ** (1 - precision)) * 2 ** greatestExponent;
  return { dtype, precision, leastNormal, leastSubnormal, greatest };
}

/** A format of 16 bits; `ulpOf` by exponent, because its numbers are normal doubles. */
function narrow(dtype: 'float16' | 'bfloat16', precision: number, exponent: number): Format {
  const shape = shapeOf(dtype, precision, exponent);
  const { encode, decode } = codecs[dtype];
  const ordinal = (x: number): number => {
    const bits = encode(x);
    return bits < 0x8000 ? bits : 0x8000 - bits;
  };
  return {
    ...shape,
    round: (x) => decode(encode(x)),
    // A float32 of the same binade has an ulp that is so many times less.
    ulpOf: (due) => Math.max(ulpOf(due) * 2 ** (24 - precision), shape.leastSubnormal),
    distance: (a, b) =>
      Number.isNaN(a) || Number.isNaN(b) ? NaN : Math.abs(ordinal(a) - ordinal(b)),
  };
}

function wide(): Format {
  const shape = shapeOf('float64', 53, 1023);
  const { encode } = codecs.float64;
  const ordinal = (x: number): bigint => {
    const bits = encode(x);
    return bits < 2n ** 63n ? bits : 2n ** 63n - bits;
  };
  return {
    ...shape,
    round: (x) => x,
    ulpOf(due) {
      const field = Number((encode(due) >> 52n) & 0x7ffn);
      return field === 0x7ff ? NaN : Math.max(2 ** (field - 1075), shape.leastSubnormal);
    },
    distance(a, b) {
      if (Number.isNaN(a) || Number.isNaN(b)) return NaN;
      const apart = ordinal(a) - ordinal(b);
      return Number(apart < 0n ? -apart : apart);
    },
  };
}

/** Numbers of a dtype; float16 and bfloat16 as float32, which has every one of them. */
export type Values = Float32Array | Float64Array;

/** An array of zeros that holds numbers of a dtype. */
export function newValues(dtype: DType, length: number): Values {
  return dtype === 'float64' ? new Float64Array(length) : new Float32Array(length);
}

const decoded = new Map<DType, Float32Array>();

/** Every number of a 16-bit dtype, by its bits. */
function tableOf(dtype: 'float16' | 'bfloat16'): Float32Array {
  const known = decoded.get(dtype);
  if (known !== undefined) return known;
  const table = Float32Array.from({ length: 2 ** 16 }, (_, bits) => codecs[dtype].decode(bits));
  decoded.set(dtype, table);
  return table;
}

/** The numbers in an array of a dtype: itself, but for the bits of 16-bit dtypes. Undefined for another type of array. */
export function valuesOf(dtype: DType, array: TypedArray): Values | undefined {
  switch (dtype) {
    case 'float32':
      return array instanceof Float32Array ? array : undefined;
    case 'float64':
      return array instanceof Float64Array ? array : undefined;
    case 'float16':
    case 'bfloat16': {
      if (!(array instanceof Uint16Array)) return undefined;
      const table = tableOf(dtype);
      return Float32Array.from(array, (bits) => table[bits]!);
    }
    default:
      return dtype satisfies never;
  }
}

/** An array of a dtype from numbers, each rounded once. */
export function arrayOf(dtype: DType, values: ArrayLike<number>): TypedArray {
  switch (dtype) {
    case 'float32':
      return Float32Array.from(values);
    case 'float64':
      return Float64Array.from(values);
    case 'float16':
    case 'bfloat16':
      return Uint16Array.from(values, codecs[dtype].encode);
    default:
      return dtype satisfies never;
  }
}
