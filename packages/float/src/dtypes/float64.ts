import { isNew } from '../bits-line.ts';
import type { FloatFormat, FloatType, Line } from '../float-type.ts';
import { shapeOf } from '../shape.ts';

const view = new DataView(new ArrayBuffer(8));

function encode(x: number): bigint {
  view.setFloat64(0, x);
  return view.getBigUint64(0);
}

function decode(bits: bigint): number {
  view.setBigUint64(0, bits);
  return view.getFloat64(0);
}

const infinity = encode(Infinity);
const sign = 2n ** 63n;
const precision = 53;

function ordinal(x: number): bigint {
  const bits = encode(x);
  return bits < sign ? bits : sign - bits;
}

const shape = shapeOf(precision, 1023);

const format: FloatFormat = {
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

/** Magnitudes are values: bits are no number. */
const line: Line = {
  infinity: Infinity,
  nans: [],
  infiniteField: 0x7ff,
  fieldOf: (magnitude) => Number(encode(magnitude) >> 52n),
  at: (field, offset) => decode(BigInt(field) * 2n ** 52n + BigInt(offset)),
  fieldLength: 2 ** 52,
  of: Math.abs,
  valueOf: (magnitude) => magnitude,
  step(magnitude, by) {
    const bits = encode(magnitude) + BigInt(by);
    return bits < 0n ? 0 : bits > infinity ? Infinity : decode(bits);
  },
  middle: (low, high) => decode((encode(low) + encode(high)) / 2n),
  between: (low, high, fraction) => low + (high - low) * fraction,
  bitsOf: (magnitude, negative) => encode(negative ? -magnitude : magnitude),
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
  oneSided(magnitudes, negative, length) {
    const count = magnitudes.length;
    const values = new Float64Array(length).fill(1, count);
    if (negative)
      for (let index = 0; index < count; index++) values[count - 1 - index] = -magnitudes[index]!;
    else values.set(magnitudes);
    return values;
  },
};

/** IEEE 754 binary64. */
export const float64: FloatType<bigint> = {
  codec: { width: 64, encode, decode },
  format,
  line,
  arrays: {
    name: 'Float64Array',
    make: (length) => new Float64Array(length),
    from: (values) => Float64Array.from(values),
    ofBits: (bits) => new Float64Array(BigUint64Array.of(BigInt(bits)).buffer),
    valuesOf: (array) => (array instanceof Float64Array ? array : undefined),
    newValues: (length) => new Float64Array(length),
  },
  sampling: {
    everyInput: 'never',
    strata(power) {
      // It has eight times the binades of float32, and exp reaches 2⁻¹⁰⁷⁴ at 745.
      if (power >= 2 && power < 10) return 9_000;
      return power >= -54 && power < 2 ? 2_600 : 16;
    },
    fewStrata: 1,
    nans(draw) {
      const bits = Array.from({ length: 64 }, () => {
        const field = draw(0, 1) === 0 ? 0x7ffn : 0xfffn;
        return (field << 52n) | BigInt(draw(1, 2 ** 52 - 1));
      });
      return new Float64Array(BigUint64Array.from(bits).buffer);
    },
    reach: 20,
  },
};
