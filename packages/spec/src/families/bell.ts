import { bounds, everyDType } from '../bounds.ts';
import {
  greatest,
  leastSubnormal,
  minusOne,
  negativeInfinity,
  negativeZero,
  one,
  positiveInfinity,
  positiveZero,
  zeros,
} from '../numbers.ts';
import { exponential, higham, ieeeMultiply, ieeeNan, ieeeSubnormal, jaxVjp } from '../sources.ts';
import type { ClauseBody, PassSpec } from '../types.ts';
import { everyKernel } from './every.ts';

const nan: ClauseBody = {
  name: 'nan',
  level: 'must',
  text: 'NaN in x or in dy gives NaN.',
  sources: [ieeeNan],
  rationale: 'A gradient that turns NaN into a number hides where training went wrong.',
  rule: { kind: 'nan' },
};

const limits: ClauseBody = {
  name: 'limits',
  level: 'must',
  text: 'x = ±∞ gives 0, for finite dy.',
  sources: [exponential],
  rationale: 'The derivative tends to 0 on both sides; ∞ · 0 inside a kernel gives NaN instead.',
  rule: {
    kind: 'cases',
    cases: [
      { x: positiveInfinity, dy: one, y: zeros },
      { x: negativeInfinity, dy: one, y: zeros },
      { x: positiveInfinity, dy: minusOne, y: zeros },
      { x: negativeInfinity, dy: minusOne, y: zeros },
      { x: positiveInfinity, dy: greatest, y: zeros },
      { x: negativeInfinity, dy: greatest, y: zeros },
      { x: positiveInfinity, dy: leastSubnormal, y: zeros },
      { x: negativeInfinity, dy: leastSubnormal, y: zeros },
      { x: positiveInfinity, dy: positiveZero, y: zeros },
      { x: negativeInfinity, dy: positiveZero, y: zeros },
    ],
  },
};

const accuracy: ClauseBody = {
  name: 'accuracy',
  level: 'must',
  text: `For dy = 1 the error is at most 4 ULP or ${bounds.cancellation.first} absolute ${bounds.cancellation.others}, whichever is looser.`,
  sources: [higham],
  rationale:
    'What differentiating from the rounded output can reach: the cancellation leaves an absolute error of a few units in the last place of 1, here two: 2²⁻ᵖ in precision p.',
  rule: {
    kind: 'accuracy',
    maxUlp: everyDType(4),
    absolute: bounds.cancellation.values,
    where: 'all',
  },
};

const sign: ClauseBody = {
  name: 'sign',
  level: 'must',
  text: 'Never below 0 for dy > 0.',
  sources: [exponential],
  rationale:
    'The function rises everywhere. A negative gradient, however small, drives a saturated unit the wrong way.',
  rule: { kind: 'range', low: 0, high: Infinity },
};

const tail: ClauseBody = {
  name: 'tail',
  level: 'should',
  text: 'At most 16 ULP, and not 0, wherever the true derivative is representable.',
  sources: [higham, ieeeSubnormal],
  rationale:
    'y(1−y) and 1−y² lose every digit of the tail, even in float64; e/(1+e)² keeps them. A gradient of 0 is a unit that never learns again.',
  rule: { kind: 'tail', maxUlp: 16 },
};

const even: ClauseBody = {
  name: 'even',
  level: 'should',
  text: 'The derivatives at x and −x are equal within 1 ULP.',
  sources: [exponential],
  rationale:
    'The derivative is even. A kernel that is not treats the two sides of a symmetric layer differently.',
  rule: { kind: 'even', ulp: 1 },
};

const zeroDy: ClauseBody = {
  name: 'zero-dy',
  level: 'should',
  text: 'dy = ±0 gives ±0 for finite x.',
  sources: [jaxVjp],
  rationale:
    'The product is linear in dy. NaN for a masked-out loss term comes from ∞ · 0 inside the kernel.',
  rule: { kind: 'zero-dy' },
};

const scale: ClauseBody = {
  name: 'scale',
  level: 'should',
  text: '2ᵏ·dy gives 2ᵏ·dx to the bit, while nothing under- or overflows.',
  sources: [jaxVjp, ieeeMultiply],
  rationale:
    'Loss scaling multiplies gradients by powers of two and divides them again; it must not change them.',
  rule: { kind: 'scale' },
};

const saturatedInfinity: ClauseBody = {
  name: 'saturated-infinity',
  level: 'may',
  text: 'dy = ∞ where the derivative rounds to 0: NaN, 0 or ∞, recorded.',
  sources: [ieeeNan, jaxVjp],
  rationale:
    'As reals the product is ∞, as rounded factors ∞ · 0 is NaN, as a limit in x it is 0: frameworks disagree.',
  rule: { kind: 'behaviour', of: 'saturated-infinity' },
};

/** Where the slope is even and positive, is greatest at 0, and falls to 0 on both sides; with its value at 0, which is exact. */
export function bellSlope(
  peak: Pick<ClauseBody, 'text' | 'sources'> & { readonly value: string },
): PassSpec {
  const { value, ...said } = peak;
  return {
    parity: 'even',
    turns: [{ at: 0, kind: 'peak' }],
    clauses: [
      nan,
      limits,
      accuracy,
      sign,
      {
        name: 'peak',
        level: 'must',
        ...said,
        rationale:
          'The greatest value of the derivative, exact in binary; it sets the scale of every initialisation scheme.',
        rule: {
          kind: 'cases',
          cases: [
            { x: positiveZero, dy: one, y: [value] },
            { x: negativeZero, dy: one, y: [value] },
          ],
        },
      },
      tail,
      even,
      zeroDy,
      scale,
      saturatedInfinity,
      ...everyKernel,
    ],
  };
}
