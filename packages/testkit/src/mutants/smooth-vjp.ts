import { each, type Mutant, mutantsOf, nudge } from './fault.ts';

/** Faults of the derivatives of sigmoid and tanh; `peak` is the derivative at 0, `tail` where it is about 1e-9. */
function smoothVjpMutants(op: 'sigmoid' | 'tanh', peak: number, tail: number): readonly Mutant[] {
  const unit = (dy: number): boolean => dy === 1;
  return mutantsOf(op, 'vjp', [
    ['nan', 'NaN gives 0', each((x, dx) => (Number.isNaN(x) ? 0 : dx))],
    ['nan', 'a NaN in dy is dropped', each((_, dx, dy) => (Number.isNaN(dy) ? 0 : dx))],
    ['limits', '∞ · 0 is NaN', each((x, dx) => (Math.abs(x) === Infinity ? NaN : dx))],
    [
      'accuracy',
      '2⁻¹⁸ high within a hundredth',
      each((x, dx) => (x > 1 && x < 1.01 ? dx * (1 + 2 ** -16) : dx)),
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
