import { bitsLine } from './bits-line.ts';
import type { Codec, ElementArrays, FloatFormat, FloatType } from './float-type.ts';
import { shapeOf } from './shape.ts';
import { ulpOf } from './ulp.ts';

/** A dtype of 16 bits of IEEE 754's shape with this many exponent bits, and the reach of its sampling. */
export function binary16(exponentBits: number, reach: number): FloatType<number> {
  const codec = codecOf(exponentBits);
  const precision = 16 - exponentBits;
  const { encode } = codec;
  return {
    codec,
    format: formatOf(codec, precision, 2 ** (exponentBits - 1) - 1),
    line: bitsLine(codec, precision, (bits) => Uint16Array.from(bits)),
    arrays: arraysOf(codec),
    sampling: {
      everyInput: 'always',
      strata: () => 1,
      fewStrata: 1,
      nans: () => Uint16Array.of(encode(NaN), encode(NaN) + 0x8000, encode(Infinity) + 1, 0xffff),
      reach,
    },
  };
}

const view = new DataView(new ArrayBuffer(8));

function codecOf(exponentBits: number): Codec<number> {
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

function formatOf(
  { encode, decode }: Codec<number>,
  precision: number,
  greatestExponent: number,
): FloatFormat {
  const shape = shapeOf(precision, greatestExponent);
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

function arraysOf({ encode, decode }: Codec<number>): ElementArrays {
  /** Every number by its bits, made when it is first needed. */
  let table: Float32Array | undefined;
  return {
    name: 'Uint16Array',
    make: (length) => new Uint16Array(length),
    from: (values) => Uint16Array.from(values, encode),
    ofBits: (bits) => Uint16Array.of(Number(bits)),
    valuesOf(array) {
      if (!(array instanceof Uint16Array)) return undefined;
      const numbers = (table ??= Float32Array.from({ length: 2 ** 16 }, (_, bits) => decode(bits)));
      return Float32Array.from(array, (bits) => numbers[bits]!);
    },
    newValues: (length) => new Float32Array(length),
  };
}
