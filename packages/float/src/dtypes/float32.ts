import { bitsLine } from '../bits-line.ts';
import { bitsOf, fromBits, ulpDistance } from '../float32.ts';
import type { FloatType } from '../float-type.ts';
import { shapeOf } from '../shape.ts';
import { ulpOf } from '../ulp.ts';

const codec = { width: 32, encode: bitsOf, decode: fromBits } as const;

/** IEEE 754 binary32. */
export const float32: FloatType<number> = {
  codec,
  format: { ...shapeOf(24, 127), round: Math.fround, ulpOf, distance: ulpDistance },
  line: bitsLine(codec, 24, (bits) => new Float32Array(bits.buffer)),
  arrays: {
    name: 'Float32Array',
    make: (length) => new Float32Array(length),
    from: (values) => Float32Array.from(values),
    ofBits: (bits) => new Float32Array(Uint32Array.of(Number(bits)).buffer),
    valuesOf: (array) => (array instanceof Float32Array ? array : undefined),
    newValues: (length) => new Float32Array(length),
  },
  sampling: {
    everyInput: 'at-full-depth',
    strata(power) {
      // Within [4, 128) strata are narrower than 0.005: a faulty band a hundredth wide holds whole strata.
      if (power >= 2 && power < 7) return 14_336;
      return power >= -24 && power < 2 ? 5_632 : 160;
    },
    fewStrata: 4,
    nans(draw) {
      const bits = [0x7fc00000, 0xffc00000, 0x7f800001, 0xff800001, 0x7fffffff, 0xffffffff];
      for (let index = 0; index < 64; index++) {
        const sign = draw(0, 1) === 0 ? 0 : 0x80000000;
        bits.push((0x7f800000 + draw(1, 0x7fffff) + sign) >>> 0);
      }
      return new Float32Array(Uint32Array.from(bits).buffer);
    },
    reach: 20,
  },
};
