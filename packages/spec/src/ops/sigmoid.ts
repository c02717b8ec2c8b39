import { webnnBound } from '../bounds.ts';
import { approximations } from '../families/critical.ts';
import { bellSlope } from '../families/bell.ts';
import { everyKernel } from '../families/every.ts';
import { sigmoidHardest, sigmoidSlopeHardest } from '../families/hardest.ts';
import { faithful, monotone, rounded, saturation } from '../families/smooth.ts';
import {
  half,
  negativeInfinity,
  negativeZero,
  one,
  positiveInfinity,
  positiveZero,
  quarter,
} from '../numbers.ts';
import { exponential, ieeeNan, ieeeSubnormal, onnxSigmoid, webnnSigmoid } from '../sources.ts';
import type { OpSpec } from '../types.ts';

const accuracy = webnnBound(34, 10);

export const sigmoid: OpSpec = {
  title: 'Logistic sigmoid',
  definition: 'σ(x) = 1 / (1 + e⁻ˣ)',
  derivative: 'σ′(x) = e / (1 + e)² with e = exp(−|x|)',
  critical: approximations,
  forward: {
    parity: 'complement',
    turns: [],
    hardest: sigmoidHardest,
    clauses: [
      {
        name: 'nan',
        level: 'must',
        text: 'NaN gives NaN.',
        sources: [ieeeNan],
        rationale: 'A clamp written with min and max turns NaN into a probability.',
        rule: { kind: 'nan' },
      },
      {
        name: 'limits',
        level: 'must',
        text: '−∞ gives +0 and +∞ gives 1.',
        sources: [onnxSigmoid, exponential],
        rationale:
          'The limits of the definition; masks in attention and gating use −∞ to say never.',
        rule: {
          kind: 'cases',
          cases: [
            { x: negativeInfinity, y: [positiveZero] },
            { x: positiveInfinity, y: [one] },
          ],
        },
      },
      {
        name: 'half',
        level: 'must',
        text: '±0 gives exactly 0.5.',
        sources: [onnxSigmoid],
        rationale: '1/(1+1), without rounding.',
        rule: {
          kind: 'cases',
          cases: [
            { x: positiveZero, y: [half] },
            { x: negativeZero, y: [half] },
          ],
        },
      },
      {
        name: 'range',
        level: 'must',
        text: 'Every result is in [0, 1].',
        sources: [exponential, onnxSigmoid],
        rationale:
          'It is read as a probability: below 0 its logarithm is NaN, above 1 so is that of its complement.',
        rule: { kind: 'range', low: 0, high: 1 },
      },
      {
        name: 'accuracy',
        level: 'must',
        text: `At most ${accuracy.first} ULP${accuracy.others} wherever the true result is normal.`,
        sources: [webnnSigmoid],
        rationale:
          'The bounds that a standard’s tests set, the loosest there are. They name float32 and float16: float64 is given that of the first, bfloat16 that of the second.',
        rule: { kind: 'accuracy', maxUlp: accuracy.values, where: 'normal' },
      },
      {
        name: 'underflow',
        level: 'must',
        text: 'Between 0 and the least normal number wherever the true result is below that.',
        sources: [exponential, onnxSigmoid],
        rationale:
          'How exact a subnormal result is, and whether it is flushed to zero, are matters of quality. A result of 1 where there is next to nothing is not: e⁻ˣ that overflows to a number, or a reduction that wraps around.',
        rule: { kind: 'underflow' },
      },
      {
        name: 'tail',
        level: 'should',
        text: 'Above 0 wherever the true result is representable, subnormal results included.',
        sources: [exponential, ieeeSubnormal],
        rationale:
          'A probability of 0 has no logarithm; the cross-entropy becomes ∞ long before it must.',
        rule: { kind: 'tail' },
      },
      faithful,
      monotone,
      {
        name: 'complement',
        level: 'should',
        text: 'σ(x) + σ(−x) = 1 within 1 ULP of 1.',
        sources: [onnxSigmoid],
        rationale: 'The two classes of a binary decision must add up.',
        rule: { kind: 'complement', ulp: 1 },
      },
      saturation,
      rounded,
      ...everyKernel,
    ],
  },
  vjp: {
    ...bellSlope(accuracy, 'y(1 − y)', {
      text: 'σ′(±0) = 0.25 exactly, for dy = 1.',
      sources: [onnxSigmoid],
      value: quarter,
    }),
    hardest: sigmoidSlopeHardest,
  },
};
