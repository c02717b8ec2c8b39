import { each, type Mutant, mutantsOf, nudge } from './fault.ts';

/** The power of two below |v|, with its sign. */
const wholePower = (v: number): number =>
  v === 0 || !Number.isFinite(v) ? v : Math.sign(v) * 2 ** Math.floor(Math.log2(Math.abs(v)));

/** v cut off after the 8 bits that bfloat16 has. */
function cut(v: number): number {
  const unit = 2 ** -7 * wholePower(v);
  return unit === 0 || !Number.isFinite(v) ? v : Math.floor(v / unit) * unit;
}

/** Faults of the derivatives of sigmoid and tanh; `peak` is the derivative at 0, `tail` where it is about 1e-9. */
function smoothVjpMutants(op: 'sigmoid' | 'tanh', peak: number, tail: number): readonly Mutant[] {
  const unit = (dy: number): boolean => dy === 1;
  return mutantsOf(op, 'vjp', [
    ['nan', 'NaN gives 0', each((x, dx) => (Number.isNaN(x) ? 0 : dx))],
    ['nan', 'a NaN in dy is dropped', each((_, dx, dy) => (Number.isNaN(dy) ? 0 : dx))],
    [
      'limits',
      '∞ in x gives a tenth of dy for |dy| above 1',
      each((x, dx, dy) =>
        Math.abs(x) === Infinity && Math.abs(dy) > 1 && Number.isFinite(dy) ? dy / 10 : dx,
      ),
    ],
    ['limits', '∞ · 0 is NaN', each((x, dx) => (Math.abs(x) === Infinity ? NaN : dx))],
    [
      'accuracy',
      '2⁻¹³ high within a hundredth',
      each((x, dx) => (x > 1 && x < 1.01 ? dx * (1 + 2 ** -13) : dx)),
    ],
    ['accuracy', 'dy cut to bfloat16', each((_, dx, dy) => dx * (cut(dy) / (dy || 1)))],
    ['accuracy', 'dy without its mantissa', each((_, dx, dy) => dx * (wholePower(dy) / (dy || 1)))],
    ['accuracy', 'takes |dy| for dy', each((_, dx, dy) => (dy < 0 ? -dx : dx))],
    [
      'accuracy',
      'NaN for dy = ∞ at x = 0',
      each((x, dx, dy) => (x === 0 && dy === Infinity ? NaN : dx)),
    ],
    [
      'accuracy-tight',
      '2⁻¹⁶ high within a hundredth',
      each((x, dx) => (x > 1 && x < 1.01 ? dx * (1 + 2 ** -16) : dx)),
    ],
    [
      'sign',
      'above 0 for dy < 0 in the tail',
      each((x, dx, dy) => (Math.abs(x) > tail && dy < 0 ? -1e-8 * dy : dx)),
    ],
    [
      'sign',
      'slightly below 0 in the tail',
      each((x, dx, dy) => (Math.abs(x) > tail ? -1e-8 * dy : dx)),
    ],
    [
      'peak',
      'one ULP below the peak',
      each((x, dx, dy) => (x === 0 && unit(dy) ? nudge(peak, -1) : dx)),
    ],
    [
      'tail',
      'a tenth too much for dy < 0 in the tail',
      each((x, dx, dy) => (Math.abs(x) > tail && dy < 0 ? 1.1 * dx : dx)),
    ],
    ['tail', 'y(1 − y) is 0 in the tail', each((x, dx) => (Math.abs(x) > tail ? 0 * dx : dx))],
    [
      'tail',
      'subnormal results are flushed',
      each((_, dx) => (Math.abs(dx) < 2 ** -126 ? 0 * dx : dx)),
    ],
    [
      'even',
      'three ULP more on the positive side',
      each((x, dx) => (x > 2 && x < 2.5 && Number.isFinite(dx) ? nudge(dx, 3) : dx)),
    ],
    [
      'zero-dy',
      'dy = 0 gives NaN for large x',
      each((x, dx, dy) => (dy === 0 && Math.abs(x) > 60 ? NaN : dx)),
    ],
    [
      'scale',
      'one ULP high for dy of every second binade',
      each((_, dx, dy) =>
        !unit(dy) &&
        Number.isFinite(dx) &&
        dx !== 0 &&
        Math.floor(Math.log2(Math.abs(dy))) % 2 === 0
          ? nudge(dx, 1)
          : dx,
      ),
    ],
    [
      'saturated-infinity',
      'dy = ∞ gives 5 where it saturates',
      each((x, dx, dy) => (Math.abs(dy) === Infinity && Math.abs(x) > 150 ? 5 : dx)),
    ],
  ]);
}

export const derivativeMutants: readonly Mutant[] = [
  ...smoothVjpMutants('sigmoid', 0.25, 21),
  ...smoothVjpMutants('tanh', 1, 11),
];
