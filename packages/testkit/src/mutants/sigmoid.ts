import { each, isOneOf, type Mutant, mutantsOf, nudge } from './fault.ts';

export const sigmoidMutants: readonly Mutant[] = mutantsOf('sigmoid', 'forward', [
  ['nan', 'a clamp turns NaN into 1', each((x, y) => (Number.isNaN(x) ? 1 : y))],
  ['limits', '−∞ gives −0', each((x, y) => (x === -Infinity ? -0 : y))],
  ['limits', '+∞ gives NaN', each((x, y) => (x === Infinity ? NaN : y))],
  ['half', '0 gives the float above 0.5', each((x, y) => (x === 0 ? nudge(y, 1) : y))],
  ['range', 'slightly below 0 in the far tail', each((x, y) => (x < -100 ? -1e-9 : y))],
  ['range', 'one ULP above 1 around 17', each((x, y) => (x > 17 && x < 17.5 ? nudge(1, 1) : y))],
  [
    'accuracy',
    '40 ULP off within a hundredth',
    each((x, y) => (x > 3 && x < 3.01 ? nudge(y, -40) : y)),
  ],
  ['underflow', '1 below −10⁹, where a reduction overflows', each((x, y) => (x < -1e9 ? 1 : y))],
  [
    'faithful',
    'the second float below 1',
    each((x, y) => (x > 17.4 && x < 18 && y === 1 ? nudge(1, -2) : y)),
  ],
  ['tail', '0 below −88', each((x, y) => (x < -88 ? 0 : y))],
  ['tail', 'subnormal results are flushed', each((_, y) => (Math.abs(y) < 2 ** -126 ? 0 : y))],
  [
    'faithful',
    'three ULP off within a hundredth',
    each((x, y) => (x > 1.5 && x < 1.51 ? nudge(y, 3) : y)),
  ],
  [
    'faithful',
    'three ULP off within a hundredth far out',
    each((x, y) => (x > -79.01 && x < -79 ? nudge(y, 3) : y)),
  ],
  [
    'monotone',
    'every second float of a binade is one ULP low',
    each((x, y) => (x >= 1 && x < 2 && isOneOf(x, 2) ? nudge(y, -1) : y)),
  ],
  [
    'complement',
    'both sides are two ULP high around 2',
    each((x, y) => (Math.abs(x) > 2 && Math.abs(x) < 2.1 ? nudge(y, x > 0 ? 3 : 24) : y)),
  ],
  ['saturation', 'clamped below 1', each((_, y) => Math.min(y, nudge(1, -1)))],
]);
