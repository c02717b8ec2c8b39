import {
  leastSubnormal,
  minusOne,
  negativeInfinity,
  one,
  greatest,
  positiveInfinity,
  positiveZero,
  zeros,
} from '../numbers.ts';
import {
  exponential,
  floatHandbook,
  higham,
  ieeeMultiply,
  ieeeNan,
  ieeeRecommended,
  ieeeSubnormal,
  jaxVjp,
} from '../sources.ts';
import { bounds, everyDType } from '../bounds.ts';

import type { ClauseBody } from '../types.ts';

/** Clauses that sigmoid and tanh share, forward first. */
export const monotone: ClauseBody = {
  name: 'monotone',
  level: 'should',
  text: 'No result is below that of a lesser input.',
  sources: [ieeeRecommended],
  rationale:
    'The function rises everywhere. Where pieces of an approximation do not meet, an order that the model relies on is turned round.',
  rule: { kind: 'monotone' },
};

export const faithful: ClauseBody = {
  name: 'faithful',
  level: 'should',
  text: 'The error is at most 1 ULP (flushed subnormals are judged by other clauses).',
  sources: [floatHandbook],
  rationale:
    'Good mathematical libraries are faithful at little cost; beyond it, results of two runtimes drift apart.',
  rule: { kind: 'accuracy', maxUlp: everyDType(1), where: 'all' },
};

export const rounded: ClauseBody = {
  name: 'rounded',
  level: 'may',
  text: 'The result is the correctly rounded one; misrounded results are counted.',
  sources: [ieeeRecommended],
  rationale:
    'Only correct rounding gives the same bits everywhere. Standards recommend it; few runtimes offer it.',
  rule: { kind: 'rounded' },
};

export const saturation: ClauseBody = {
  name: 'saturation',
  level: 'should',
  text: `The result is exactly the limit wherever the true value is within ${bounds.saturation.first} of it ${bounds.saturation.others}.`,
  sources: [floatHandbook],
  rationale:
    'There the limit is the correctly rounded value with a wide margin: in precision p the bound is 2⁻⁽ᵖ⁺³⁾, a quarter of the distance from 1 at which rounding to it begins. Anything else is an approximation cut off too late or a clamp to a lesser number.',
  rule: {
    kind: 'saturation',
    within: bounds.saturation.values,
  },
};

export const vjpNan: ClauseBody = {
  name: 'nan',
  level: 'must',
  text: 'NaN in x or in dy gives NaN.',
  sources: [ieeeNan],
  rationale: 'A gradient that turns NaN into a number hides where training went wrong.',
  rule: { kind: 'nan' },
};

export const vjpLimits: ClauseBody = {
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

export const vjpAccuracy: ClauseBody = {
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

export const vjpSign: ClauseBody = {
  name: 'sign',
  level: 'must',
  text: 'Never below 0 for dy > 0.',
  sources: [exponential],
  rationale:
    'The function rises everywhere. A negative gradient, however small, drives a saturated unit the wrong way.',
  rule: { kind: 'range', low: 0, high: Infinity },
};

export const vjpTail: ClauseBody = {
  name: 'tail',
  level: 'should',
  text: 'At most 16 ULP, and not 0, wherever the true derivative is representable.',
  sources: [higham, ieeeSubnormal],
  rationale:
    'y(1−y) and 1−y² lose every digit of the tail, even in float64; e/(1+e)² keeps them. A gradient of 0 is a unit that never learns again.',
  rule: { kind: 'tail', maxUlp: 16 },
};

export const vjpEven: ClauseBody = {
  name: 'even',
  level: 'should',
  text: 'The derivatives at x and −x are equal within 1 ULP.',
  sources: [exponential],
  rationale:
    'The derivative is even. A kernel that is not treats the two sides of a symmetric layer differently.',
  rule: { kind: 'even', ulp: 1 },
};

export const vjpZeroDy: ClauseBody = {
  name: 'zero-dy',
  level: 'should',
  text: 'dy = ±0 gives ±0 for finite x.',
  sources: [jaxVjp],
  rationale:
    'The product is linear in dy. NaN for a masked-out loss term comes from ∞ · 0 inside the kernel.',
  rule: { kind: 'zero-dy' },
};

export const vjpScale: ClauseBody = {
  name: 'scale',
  level: 'should',
  text: '2ᵏ·dy gives 2ᵏ·dx to the bit, while nothing under- or overflows.',
  sources: [jaxVjp, ieeeMultiply],
  rationale:
    'Loss scaling multiplies gradients by powers of two and divides them again; it must not change them.',
  rule: { kind: 'scale' },
};

export const vjpSaturatedInfinity: ClauseBody = {
  name: 'saturated-infinity',
  level: 'may',
  text: 'dy = ∞ where the derivative rounds to 0: NaN, 0 or ∞, recorded.',
  sources: [ieeeNan, jaxVjp],
  rationale:
    'As reals the product is ∞, as rounded factors ∞ · 0 is NaN, as a limit in x it is 0: frameworks disagree.',
  rule: { kind: 'behaviour', of: 'saturated-infinity' },
};
