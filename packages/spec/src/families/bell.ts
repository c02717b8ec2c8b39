import { type Bound, bounds, everyDType, fromOutput } from '../bounds.ts';
import { negativeZero, one, positiveZero } from '../numbers.ts';
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
  text: 'x = ±∞ gives 0, of either sign, for finite dy.',
  sources: [exponential],
  rationale: 'The derivative tends to 0 on both sides; ∞ · 0 inside a kernel gives NaN instead.',
  rule: { kind: 'zero', domain: 'infinite', dy: 'finite' },
};

/** The slope as it is computed from an output y, and how many times the error of y it is off by at most: see `fromOutput`. */
const forms = {
  'y(1 − y)': { times: 1, said: 'as much', roundings: '1.1', subnormal: '2.4', bound: '2B + 4' },
  '(1 − y²)': { times: 2, said: 'twice', roundings: '2.2', subnormal: '4.8', bound: '4B + 8' },
} as const;

function accuracy(output: Bound, form: keyof typeof forms): ClauseBody {
  const { times, said, roundings, subnormal, bound } = forms[form];
  const absolute = fromOutput(output, times);
  return {
    name: 'accuracy',
    level: 'must',
    text: `For every dy the error is at most ${output.first} ULP${output.others} or ${absolute.first}·|dy| ${absolute.others}, whichever is looser; dy = ±∞ gives itself, and where the derivative is not above the second 0 or NaN will do.`,
    sources: [higham],
    rationale: `What dy · ${form} can reach from an output y that meets its own must of B ULP, in units u = 2⁻ᵖ relative to dy: y is off by up to 2B, because the ulp of 1 is 2u, and the slope by ${said} at most; the roundings of the slope and of its product with dy take ${roundings} more, those of a subnormal dx ${subnormal}. The bound is ${bound}. A flushed dx is forgiven.`,
    rule: { kind: 'accuracy', maxUlp: output.values, absolute: absolute.values, where: 'all' },
  };
}

const accuracyTight: ClauseBody = {
  name: 'accuracy-tight',
  level: 'should',
  text: `For every dy the error is at most 4 ULP or ${bounds.cancellation.first}·|dy| ${bounds.cancellation.others}, whichever is looser; dy = ±∞ gives itself, and where the derivative is not above the second 0 or NaN will do.`,
  sources: [higham],
  rationale:
    'What differentiating from a correctly rounded output can reach: the cancellation, the roundings of the slope and that of the product with dy leave an error of less than 2.3 units u = 2⁻ᵖ relative to dy, those of a subnormal dx a third more; the bound is 4, two units in the last place of 1.',
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
  text: 'Never of the sign opposite to that of dy, zeros of either sign aside.',
  sources: [exponential],
  rationale:
    'The function rises everywhere. A gradient turned round, however small, drives a saturated unit the wrong way.',
  rule: { kind: 'range', low: 0, high: Infinity },
};

const tail: ClauseBody = {
  name: 'tail',
  level: 'should',
  text: 'At most 16 ULP, not 0 and of the sign of dy, wherever the true derivative is representable; for dy other than ±1 wherever it and its product with dy are at least the least subnormal number η, in ULP or in units of η · |dy|, whichever is more. dy = ±∞ gives itself.',
  sources: [higham, ieeeSubnormal],
  rationale:
    'y(1−y) and 1−y² lose every digit of the tail, even in float64; e/(1+e)² keeps them. A gradient of 0 is a unit that never learns again. A slope that is subnormal is rounded to whole η before it meets dy, and its error is multiplied by dy.',
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

/**
 * Where the slope is even and positive, is greatest at 0, and falls to 0 on both sides; with the bound of the output, the slope's
 * form from it, and its value at 0, which is exact.
 */
export function bellSlope(
  output: Bound,
  form: keyof typeof forms,
  peak: Pick<ClauseBody, 'text' | 'sources'> & { readonly value: string },
): PassSpec {
  const { value, ...said } = peak;
  return {
    parity: 'even',
    turns: [{ at: 0, kind: 'peak' }],
    clauses: [
      nan,
      limits,
      accuracy(output, form),
      accuracyTight,
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
