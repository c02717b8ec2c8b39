import { each, isOneOf, type Mutant, mutantsOf, nudge } from './fault.ts';

export const tanhMutants: readonly Mutant[] = mutantsOf('tanh', 'forward', [
  ['nan', 'a clamp turns NaN into 1', each((x, y) => (Number.isNaN(x) ? 1 : y))],
  ['limits', '∞/∞ is NaN', each((x, y) => (Math.abs(x) === Infinity ? NaN : y))],
  ['zero', '−0 is lost', each((x, y) => (x === 0 ? 0 : y))],
  ['range', 'one ULP above 1 near 9', each((x, y) => (x > 8.95 && x < 9.05 ? nudge(1, 1) : y))],
  [
    'accuracy',
    '18 ULP off within a hundredth',
    each((x, y) => (x > 0.7 && x < 0.71 ? nudge(y, 18) : y)),
  ],
  [
    'odd',
    'one ULP more on the negative side',
    each((x, y) => (x < -0.5 && x > -0.6 ? nudge(y, -1) : y)),
  ],
  [
    'monotone',
    'every second float of a binade is one ULP low',
    each((x, y) => (x >= 1 && x < 2 && isOneOf(x, 2) ? nudge(y, -1) : y)),
  ],
  [
    'tiny',
    '1 − 2/(e²ˣ + 1) near 0',
    each((x, y) => (Math.abs(x) < 2 ** -12 ? Math.fround(1 - 2 / (Math.exp(2 * x) + 1)) : y)),
  ],
  [
    'tiny',
    'subnormals are flushed',
    each((x, y) => (Math.abs(x) < 2 ** -126 ? Math.sign(x) * 0 : y)),
  ],
  [
    'faithful',
    'three ULP off within a hundredth',
    each((x, y) => (x > 2.5 && x < 2.51 ? nudge(y, 3) : y)),
  ],
  [
    'faithful',
    'below a power of two the second float down',
    each((x, y) => (x > 8.7 && x < 9.05 && y === 1 ? nudge(1, -2) : y)),
  ],
  [
    'faithful',
    'below powers of two the float above, off by a trifle more than 1 ULP',
    each((x, y) => (x > 0 && x < 2 ** -12 && Number.isInteger(Math.log2(x)) ? nudge(y, 1) : y)),
  ],
  [
    'saturation',
    'clamped at ±9 to less than 1',
    each((x, y) => (Math.abs(x) >= 9.7 ? Math.sign(x) * nudge(1, -1) : y)),
  ],
]);
