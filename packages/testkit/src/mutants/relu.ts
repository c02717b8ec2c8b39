import { each, type Mutant, mutantsOf, nudge } from './fault.ts';

const isSubnormal = (v: number): boolean => v !== 0 && Math.abs(v) < 2 ** -126;

export const reluMutants: readonly Mutant[] = [
  ...mutantsOf('relu', 'forward', [
    ['nan', 'NaN becomes 0, as x > 0 ? x : 0 has it', each((x, y) => (Number.isNaN(x) ? 0 : y))],
    [
      'identity',
      'one binade is one ULP low',
      each((x, y) => (x >= 64 && x < 128 ? nudge(y, -1) : y)),
    ],
    ['negative', 'a leak of 1/100', each((x, y) => (x < 0 && x > -Infinity ? -x * 0.01 : y))],
    [
      'infinity',
      '+∞ is clamped to the greatest number',
      each((_, y) => Math.min(y, 3.4028234663852886e38)),
    ],
    ['infinity', 'x · mask: −∞ gives NaN', each((x, y) => (x === -Infinity ? NaN : y))],
    ['zero-sign', 'negative inputs give −0', each((x, y) => (x < 0 ? -0 : y))],
    ['zero-sign', '−0 passes', each((x, y) => (x === 0 ? x : y))],
    ['subnormal', 'subnormals are flushed', each((x, y) => (isSubnormal(x) ? 0 : y))],
    ['underflow', 'subnormals give 1', each((x, y) => (x > 0 && isSubnormal(x) ? 1 : y))],
    ['idempotent', 'rises by one ULP above 2', each((x, y) => (x > 2 && x < 4 ? nudge(y, 1) : y))],
    [
      'monotone',
      'falls within a hundredth above 5',
      each((x, y) => (x > 5 && x < 5.01 ? 10.01 - x : y)),
    ],
    ['range', 'a negative trace far below 0', each((x, y) => (x < -1e6 ? -1e-30 : y))],
  ]),
  ...mutantsOf('relu', 'vjp', [
    [
      'active',
      'one ULP high for x > 1e4',
      each((x, dx) => (x > 1e4 && Number.isFinite(dx) ? nudge(dx, 1) : dx)),
    ],
    ['active', '∞ counts as saturated', each((x, dx) => (x === Infinity ? 0 : dx))],
    ['active', 'a NaN in dy is dropped', each((_, dx, dy) => (Number.isNaN(dy) ? 0 : dx))],
    ['active-sign', 'Where by x != 0 ? x : y, −0 gives +0', each((_, dx) => (dx === 0 ? 0 : dx))],
    ['underflow', 'subnormal x give 1', each((x, dx) => (x > 0 && isSubnormal(x) ? 1 : dx))],
    [
      'underflow',
      'subnormal dy give the least normal number',
      each((_, dx) => (isSubnormal(dx) ? 2 ** -126 : dx)),
    ],
    ['active-subnormal', 'subnormal x count as 0', each((x, dx) => (isSubnormal(x) ? 0 : dx))],
    ['active-subnormal', 'subnormal dy are flushed', each((_, dx) => (isSubnormal(dx) ? 0 : dx))],
    [
      'inactive',
      'a leak of 1/100',
      each((x, dx, dy) => (x < 0 && Number.isFinite(dy) ? 0.01 * dy : dx)),
    ],
    ['kink', 'twice dy at 0', each((x, dx, dy) => (x === 0 ? 2 * dy : dx))],
    ['kink-zero', 'half of dy at 0', each((x, dx, dy) => (x === 0 ? dy / 2 : dx))],
    ['kink-zero', 'dy at +0 but not at −0', each((x, dx, dy) => (Object.is(x, 0) ? dy : dx))],
    ['mask', 'multiplies by the mask', each((x, dx, dy) => (x < 0 ? 0 * dy : dx))],
    ['nan', 'NaN gives half of dy', each((x, dx, dy) => (Number.isNaN(x) ? dy / 2 : dx))],
    [
      'zero-sign',
      'the masked zero is the least subnormal',
      each((x, dx) => (x < 0 && dx === 0 ? 2 ** -149 : dx)),
    ],
  ]),
];
