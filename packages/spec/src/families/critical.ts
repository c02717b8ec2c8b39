import {
  cephes,
  eigenTanh,
  exponential,
  mlas,
  msun,
  musl,
  sleef,
  sseMathfun,
  tflite,
  wasmTruncation,
  xnnpack,
} from '../sources.ts';
import type { CriticalInputs } from '../types.ts';

const float64Precision = 53;

/** Numbers that need no name but themselves. */
function numbers(...values: readonly number[]): Readonly<Record<string, number>> {
  return Object.fromEntries(values.map((value) => [String(value), value]));
}

const tiny: CriticalInputs = {
  name: 'where x, or 1, is all that rounding leaves of a series',
  sources: [msun, eigenTanh],
  magnitudes: {
    'tanh x is x in fdlibm': 2 ** -28,
    'half an ulp of 1 in float32': 2 ** -24,
    'ulp of 1 in float32': 2 ** -23,
    'two ulps of 1 in float32': 2 ** -22,
    'least normal number of float16': 2 ** -14,
    'exp x is 1 + x in expf': 2 ** -13,
    'tanh x is x in tanhf': 2 ** -12,
    'tanh x is x in Eigen': 4e-4,
    'half an ulp of 1 in float16': 2 ** -11,
  },
};

const polynomialEnds: CriticalInputs = {
  name: 'ends of polynomials and of reduced arguments',
  sources: [cephes, msun, musl],
  magnitudes: {
    'ln 2 / 4: expm1(2x) reduces in tanh of fdlibm': 0.1732867956161499,
    'ln(5/3) / 2: tanh in musl': 0.2554128170013428,
    'ln 2 / 2, where reduction begins': Math.LN2 / 2,
    'ln 2 / 2: exp reduces in fdlibm': 0.3465735912322998,
    '3 ln 2 / 4: expm1(2x) by a multiple in tanh of fdlibm': 0.5198602676391602,
    'ln 3 / 2: tanh in musl': 0.5493063926696777,
    'polynomial of tanhf in Cephes': 0.625,
    'ln 2': Math.LN2,
    'branches of tanh in fdlibm': 1,
    '3 ln 2 / 2: exp by a multiple in fdlibm': 1.0397205352783203,
    ...numbers(0.5, 0.75, 1.25, 2),
  },
};

const rationalClamps: CriticalInputs = {
  name: 'clamps of rational approximations',
  sources: [eigenTanh, mlas, tflite],
  magnitudes: {
    'tanh in Eigen without FMA': 7.90531110763549805,
    'tanh in Eigen with FMA': 7.99881172180175781,
    'tanh in MLAS, exp in TensorFlow Lite': 9,
    'sigmoid in Eigen and TensorFlow Lite': 16.619047164916992188,
    'sigmoid in MLAS': 18,
    ...numbers(3, 4, 5, 6, 8),
  },
};

const saturations: CriticalInputs = {
  name: 'where results reach their limit',
  sources: [sleef, xnnpack, msun, musl],
  magnitudes: {
    '12 ln 2: sigmoid in float16': 8.317766166719343,
    '12.5 ln 2: tanh within an ulp': 8.66433975699932,
    '12.5 ln 2 in six places, as SLEEF has it': 8.664339,
    'tanhf in fdlibm': 9,
    '13 ln 2: tanh': 9.010913,
    'tanhf in musl': 10,
    '24 ln 2: sigmoid within an ulp': 16.635532,
    '25 ln 2: sigmoid': 17.328679,
    '27 ln 2: sigmoid within 2⁻²⁷, tanh in double within an ulp': 18.714973875118524,
    'tanh in double in musl, by its high word': 20 + 2 ** -16,
    'tanh in double in fdlibm': 22,
  },
};

const expRanges: CriticalInputs = {
  name: 'ranges of exp',
  sources: [exponential, cephes, sseMathfun, mlas, sleef, xnnpack],
  magnitudes: {
    'half of ln of the least normal': 43.66827,
    'half of 127 ln 2 in three places': 44.014,
    'half of ln of the greatest': 44.36141955583649,
    'ln of the least normal in five places': 87.33654,
    'ln of the least normal': 87.33654475,
    'below every overflow': 88,
    '127 ln 2': 88.02969193111305,
    'clamp of exp_ps': 88.3762626647949,
    'ln of the greatest in seven places': 88.7228391,
    'ln of the greatest': 88.72283905206835,
    'clamp of exp in MLAS': 88.776262664795,
    'within the last subnormals': 102,
    'ln of the least subnormal': 103.27893,
    'ln of half the least subnormal': 103.97207,
    'exp is 0 in SLEEF': 104,
  },
};

const roundNumbers: CriticalInputs = {
  name: 'round numbers about the ranges of exp',
  sources: [sleef],
  magnitudes: { 'exp is ∞ in SLEEF': 100, ...numbers(32, 50, 64, 80, 128, 150) },
};

const integerRanges: CriticalInputs = {
  name: 'where conversions to integers end, and numbers themselves',
  sources: [wasmTruncation],
  magnitudes: {
    '2²⁰': 2 ** 20,
    'integers of float32': 2 ** 24,
    int32: 2 ** 31,
    uint32: 2 ** 32,
    uint64: 2 ** 64,
    'last binade of float32': 2 ** 127,
  },
};

const tinyDouble: CriticalInputs = {
  ...tiny,
  sources: [msun],
  fromPrecision: float64Precision,
  magnitudes: {
    'a 32nd of an ulp of 1': 2 ** -57,
    'exp x − 1 is x in fdlibm': 2 ** -54,
    'half an ulp of 1': 2 ** -53,
    'ulp of 1': 2 ** -52,
    'half of where exp x is 1 + x in fdlibm': 2 ** -29,
    'tanh x is x within an ulp': 2 ** -27,
    'x² is an ulp of 1': 2 ** -26,
  },
};

const saturationsDouble: CriticalInputs = {
  ...saturations,
  sources: [sleef, msun],
  fromPrecision: float64Precision,
  magnitudes: {
    '27.5 ln 2: tanh': 19.061547465398498,
    '52 ln 2: sigmoid within two ulps': 36.04365338911715,
    '53 ln 2: sigmoid within an ulp': 36.7368005696771,
  },
};

const expRangesDouble: CriticalInputs = {
  ...expRanges,
  sources: [exponential, msun],
  fromPrecision: float64Precision,
  magnitudes: {
    'half of ln of the least normal': 354.1982073560926,
    'ln of the least normal': 708.3964185322641,
    'ln of the greatest': 709.782712893384,
    'beyond the greatest': 710,
    'ln of the least subnormal': 744.4400719213812,
    'ln of half the least subnormal': 745.1332191019412,
    'beyond every subnormal': 750,
  },
};

const integerRangesDouble: CriticalInputs = {
  ...integerRanges,
  fromPrecision: float64Precision,
  magnitudes: {
    'integers of float64': 2 ** 53,
    int64: 2 ** 63,
    'last binade of float64': 2 ** 1023,
  },
};

/** Where implementations of what is made of exp switch method, clamp or overflow. */
export const approximations: readonly CriticalInputs[] = [
  tiny,
  polynomialEnds,
  rationalClamps,
  saturations,
  expRanges,
  roundNumbers,
  integerRanges,
  tinyDouble,
  saturationsDouble,
  expRangesDouble,
  integerRangesDouble,
];
