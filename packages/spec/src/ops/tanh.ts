import { bounds, webnnBound } from '../bounds.ts';
import { approximations } from '../families/critical.ts';
import { bellSlope } from '../families/bell.ts';
import { everyKernel } from '../families/every.ts';
import { tanhHardest, tanhSlopeHardest } from '../families/hardest.ts';
import { faithful, monotone, rounded, saturation } from '../families/smooth.ts';
import {
  minusOne,
  negativeInfinity,
  negativeZero,
  one,
  positiveInfinity,
  positiveZero,
} from '../numbers.ts';
import {
  arrayApiTanh,
  c23Tanh,
  dlmfDerivative,
  dlmfHyperbolic,
  dlmfLimits,
  ieeeNan,
  ieeeSubnormal,
  javaTanh,
  onnxTanh,
  webnnTanh,
} from '../sources.ts';
import type { OpSpec } from '../types.ts';

const accuracy = webnnBound(16, 16);

export const tanh: OpSpec = {
  title: 'Hyperbolic tangent',
  definition: 'tanh(x) = (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ)',
  derivative: 'tanh′(x) = 4e / (1 + e)² with e = exp(−2|x|)',
  critical: approximations,
  forward: {
    parity: 'odd',
    turns: [],
    hardest: tanhHardest,
    clauses: [
      {
        name: 'nan',
        level: 'must',
        text: 'NaN gives NaN.',
        sources: [ieeeNan, c23Tanh, arrayApiTanh],
        rationale: 'A clamp of the input written with min and max turns NaN into ±1.',
        rule: { kind: 'nan' },
      },
      {
        name: 'limits',
        level: 'must',
        text: '±∞ gives ±1.',
        sources: [c23Tanh, arrayApiTanh],
        rationale: 'The limits; ∞/∞ inside a kernel gives NaN.',
        rule: {
          kind: 'cases',
          cases: [
            { x: positiveInfinity, y: [one] },
            { x: negativeInfinity, y: [minusOne] },
          ],
        },
      },
      {
        name: 'zero',
        level: 'must',
        text: '±0 gives ±0 with its sign.',
        sources: [c23Tanh, arrayApiTanh],
        rationale: 'An odd function keeps the sign of zero.',
        rule: {
          kind: 'cases',
          cases: [
            { x: positiveZero, y: [positiveZero] },
            { x: negativeZero, y: [negativeZero] },
          ],
        },
      },
      {
        name: 'range',
        level: 'must',
        text: 'Every result is in [−1, 1].',
        sources: [dlmfLimits, javaTanh, onnxTanh],
        rationale: 'Above 1, its inverse and √(1−y²) are NaN.',
        rule: { kind: 'range', low: -1, high: 1 },
      },
      {
        name: 'accuracy',
        level: 'must',
        text: `At most ${accuracy.first} ULP${accuracy.others} (a flushed subnormal is judged by tiny).`,
        sources: [webnnTanh],
        rationale:
          'The bounds that a standard’s tests set. They name float32 and float16: float64 is given that of the first, bfloat16 that of the second.',
        rule: { kind: 'accuracy', maxUlp: accuracy.values, where: 'all' },
      },
      {
        name: 'odd',
        level: 'should',
        text: 'tanh(−x) = −tanh(x) to the bit.',
        sources: [dlmfHyperbolic],
        rationale:
          'The function is odd, and rounding to nearest is symmetric: nothing is lost by keeping it.',
        rule: { kind: 'odd' },
      },
      monotone,
      {
        name: 'tiny',
        level: 'should',
        text: `|x| < ${bounds.tiny.first} ${bounds.tiny.others} gives x within 1 ULP, subnormals included.`,
        sources: [dlmfHyperbolic, ieeeSubnormal],
        rationale:
          'tanh x = x − x³/3 + …; 1 − 2/(e²ˣ+1) loses every digit there. In precision p the bound is 2^−⌈p/2⌉, where x³/3 is a third of an ULP of x at most.',
        rule: {
          kind: 'tiny',
          below: bounds.tiny.values,
        },
      },
      faithful,
      {
        ...saturation,
        sources: [javaTanh],
      },
      rounded,
      ...everyKernel,
    ],
  },
  vjp: {
    ...bellSlope(accuracy, '(1 − y²)', {
      text: 'tanh′(±0) = 1 exactly, for dy = 1.',
      sources: [dlmfDerivative],
      value: one,
    }),
    hardest: tanhSlopeHardest,
  },
};
