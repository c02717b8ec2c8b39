import type { DType } from './dtype.ts';
import { bitsOf, fromBits } from './float32.ts';

/** The bits of an element: a bigint for float64, an unsigned integer for the others. */
export type Bits<D extends DType> = D extends 'float64' ? bigint : number;

/** Between numbers and the bits of a dtype. */
export interface Codec<B> {
  /** Bits of an element: 16, 32 or 64. */
  readonly width: number;
  /** The bits of `x` rounded once, to nearest even, straight from the double. NaN gives the quiet NaN without payload. */
  readonly encode: (x: number) => B;
  /** The value of these bits, which every dtype has exactly as a double. Bits above the width do not count. */
  readonly decode: (bits: B) => number;
}

/** Bits of an element of any dtype; those of one dtype compare as integers. */
export type AnyBits = Bits<DType>;

/** The bits of `x` rounded to a dtype that is known at run time only. */
export function bitsIn(dtype: DType, x: number): AnyBits {
  return codecs[dtype].encode(x);
}

/** The value of bits that are of this dtype. */
export function valueIn(dtype: DType, bits: AnyBits): number {
  return codecs[dtype].decode(bits as never);
}

/** Codecs of every dtype. */
export const codecs: { readonly [D in DType]: Codec<Bits<D>> } = {
  float32: { width: 32, encode: bitsOf, decode: fromBits },
  float16: binary16(5),
  bfloat16: binary16(8),
  float64: { width: 64, encode: encodeDouble, decode: decodeDouble },
};

const view = new DataView(new ArrayBuffer(8));

/** A 16-bit format of IEEE 754's shape with this many exponent bits. */
function binary16(exponentBits: number): Codec<number> {
  const fractionBits = 15 - exponentBits;
  const bias = 2 ** (exponentBits - 1) - 1;
  const least = 1 - bias;
  const infinity = (2 ** exponentBits - 1) << fractionBits;
  const quietNaN = infinity | (1 << (fractionBits - 1));

  function encode(x: number): number {
    if (Number.isNaN(x)) return quietNaN;
    const sign = x < 0 || Object.is(x, -0) ? 0x8000 : 0;
    const exponent = Math.min(Math.max(exponentOf(x), least), bias + 1);
    // The division is exact: a power of two, and no quotient that counts underflows.
    const significand = roundEven(Math.abs(x) / 2 ** (exponent - fractionBits));
    // The significand's leading bit adds 1 to the exponent field, and so does a carry out of the rounding.
    return sign | Math.min(((exponent - least) << fractionBits) + significand, infinity);
  }

  function decode(bits: number): number {
    const sign = bits & 0x8000 ? -1 : 1;
    const field = (bits & 0x7fff) >> fractionBits;
    const fraction = bits & ((1 << fractionBits) - 1);
    if (field === 2 ** exponentBits - 1) return fraction === 0 ? sign * Infinity : NaN;
    const significand = field === 0 ? fraction : fraction + (1 << fractionBits);
    return sign * significand * 2 ** (Math.max(field - 1, 0) + least - fractionBits);
  }

  return { width: 16, encode, decode };
}

/** floor(log2 |x|) of a normal double; −1023 for zero and subnormals, 1024 for infinities. */
function exponentOf(x: number): number {
  view.setFloat64(0, x);
  return ((view.getUint32(0) >>> 20) & 0x7ff) - 1023;
}

/** The nearest integer of 0 ≤ x < 2⁵¹, ties to even: 2⁵² pushes the fraction out of the double. ∞ stays. */
function roundEven(x: number): number {
  return x + 2 ** 52 - 2 ** 52;
}

function encodeDouble(x: number): bigint {
  view.setFloat64(0, x);
  return view.getBigUint64(0);
}

function decodeDouble(bits: bigint): number {
  view.setBigUint64(0, bits);
  return view.getFloat64(0);
}
