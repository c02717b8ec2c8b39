import { bitsOf, floatTypes } from '@rectify/float';
import { clauses } from '@rectify/spec';
import { each, type Mutant, mutantsOf } from './fault.ts';

/** Faults of kernels that were written for float32 and then used for another dtype. */
export const dtypeMutants: readonly Mutant[] = [
  ...mutantsOf(
    'sigmoid',
    'forward',
    [
      [
        'tail',
        'float16 subnormals are flushed',
        each((_, y) => (Math.abs(y) < floatTypes.float16.format.leastNormal ? 0 : y)),
      ],
      [
        'tail',
        'e^−x overflows float16: 1/(1 + ∞)',
        each((x, y) => (Math.exp(-x) > floatTypes.float16.format.greatest ? 0 : y)),
      ],
      [
        'rounded',
        'float32 between two casts, the second of which cuts off',
        each((x) => {
          const y = Math.fround(1 / (1 + Math.exp(-x)));
          const rounded = floatTypes.float16.format.round(y);
          return rounded > y ? rounded - floatTypes.float16.format.ulpOf(y) : rounded;
        }),
      ],
      ['saturation', 'clamped to the float16 below 1', each((_, y) => Math.min(y, 1 - 2 ** -11))],
    ],
    'float16',
  ),
  ...mutantsOf(
    'tanh',
    'forward',
    [
      [
        'tiny',
        'float16 subnormals are flushed',
        each((x, y) => (Math.abs(x) < floatTypes.float16.format.leastNormal ? 0 * x : y)),
      ],
      [
        'accuracy',
        '18 ULP off within a hundredth',
        each((x, y) => (x > 0.7 && x < 0.71 ? y - 18 * 2 ** -11 : y)),
      ],
      [
        'faithful',
        'below a power of two the second float down',
        each((x, y) =>
          x > 0 && x < 2 ** -6 && Number.isInteger(Math.log2(x)) ? y - 2 ** -10 * y : y,
        ),
      ],
    ],
    'float16',
  ),
  ...mutantsOf(
    'relu',
    'forward',
    [
      [
        'subnormal',
        'float16 subnormals are flushed',
        each((x, y) => (Math.abs(x) < floatTypes.float16.format.leastNormal ? 0 : y)),
      ],
      ['identity', 'above 512 whole numbers only', each((x, y) => (x > 512 ? Math.round(y) : y))],
    ],
    'float16',
  ),
  ...mutantsOf(
    'tanh',
    'forward',
    [
      [
        'rounded',
        'float32 whose lower half is cut off',
        each((x) => floatTypes.bfloat16.codec.decode(bitsOf(Math.tanh(x)) >>> 16)),
      ],
      [
        'nan',
        'a NaN whose payload is in the lower half of float32 becomes ∞',
        each((x, y) => (Number.isNaN(x) ? Infinity : y)),
      ],
    ],
    'bfloat16',
  ),
  ...mutantsOf(
    'sigmoid',
    'vjp',
    [
      [
        'accuracy',
        '2⁻³ high within a binade: more than an output that is off by 10 ULP makes of it',
        each((x, dx, dy) =>
          x >= 1 && x < 2 ? floatTypes.bfloat16.format.round(dx + 2 ** -3 * dy) : dx,
        ),
      ],
      [
        'accuracy-tight',
        '2⁻⁴ high within a binade: more than two units in the last place of 1',
        each((x, dx) => (x >= 1 && x < 2 ? floatTypes.bfloat16.format.round(dx + 2 ** -4) : dx)),
      ],
    ],
    'bfloat16',
  ),
  ...clauses
    .filter(({ rule }) => rule.kind === 'accuracy' || rule.kind === 'tail')
    .flatMap(({ op, pass, name }) =>
      mutantsOf(
        op,
        pass,
        [[name, 'computed in float32, which ends before', each((_, y) => Math.fround(y))]],
        'float64',
      ),
    ),
  ...mutantsOf(
    'sigmoid',
    'forward',
    [
      [
        'accuracy',
        '1 − 1/(1 + eˣ) for x < 0',
        each((x, y) => (x < 0 ? 1 - 1 / (1 + Math.exp(x)) : y)),
      ],
      ['tail', '0 below −709, where e⁷⁰⁹ ends', each((x, y) => (x < -709.78 ? 0 : y))],
      [
        'saturation',
        'the double below 1 from 37 on',
        each((x, y) => (x > 37 ? Math.min(y, 1 - 2 ** -53) : y)),
      ],
    ],
    'float64',
  ),
  ...mutantsOf(
    'tanh',
    'forward',
    [
      ['tiny', 'subnormals are flushed', each((x, y) => (Math.abs(x) < 2 ** -1022 ? 0 * x : y))],
      [
        'monotone',
        'every double of a binade is rounded to float32',
        each((x, y) => (x > 1 && x < 2 ? 2 * y - Math.fround(y) : y)),
      ],
    ],
    'float64',
  ),
  ...mutantsOf(
    'relu',
    'forward',
    [['identity', 'through float32', each((_, y) => Math.fround(y))]],
    'float64',
  ),
];
