import {
  minusOne,
  negativeInfinity,
  negativeZero,
  one,
  positiveInfinity,
  positiveZero,
} from '../../numbers.ts';
import {
  arrayApiTanh,
  c23Tanh,
  dlmfHyperbolic,
  dlmfLimits,
  ieeeNan,
  ieeeSubnormal,
  javaTanh,
  onnxTanh,
  openclHalf,
  openclTanh,
} from '../../sources.ts';
import { everyDType } from '../../bounds.ts';
import type { Clause } from '../../types.ts';
import { empty, lanes, repeat } from '../every.ts';
import { faithful, monotone, rounded, saturation } from '../smooth.ts';

/** Clauses of tanh/forward. */
export const forward: readonly Clause[] = [
  {
    id: 'tanh/forward/nan',
    op: 'tanh',
    pass: 'forward',
    name: 'nan',
    level: 'must',
    text: 'NaN gives NaN.',
    sources: [ieeeNan, c23Tanh, arrayApiTanh],
    rationale: 'A clamp of the input written with min and max turns NaN into ±1.',
    rule: { kind: 'nan' },
  },
  {
    id: 'tanh/forward/limits',
    op: 'tanh',
    pass: 'forward',
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
    id: 'tanh/forward/zero',
    op: 'tanh',
    pass: 'forward',
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
    id: 'tanh/forward/range',
    op: 'tanh',
    pass: 'forward',
    name: 'range',
    level: 'must',
    text: 'Every result is in [−1, 1].',
    sources: [dlmfLimits, javaTanh, onnxTanh],
    rationale: 'Above 1, its inverse and √(1−y²) are NaN.',
    rule: { kind: 'range', low: -1, high: 1 },
  },
  {
    id: 'tanh/forward/accuracy',
    op: 'tanh',
    pass: 'forward',
    name: 'accuracy',
    level: 'must',
    text: 'At most 5 ULP, in float16 2 ULP (a flushed subnormal is judged by tiny).',
    sources: [openclTanh, openclHalf],
    rationale:
      'The bounds that a standard sets for the full profile, in single, double and half precision; it has no bfloat16, which is given that of the first two.',
    rule: { kind: 'accuracy', maxUlp: { ...everyDType(5), float16: 2 }, where: 'all' },
  },
  {
    id: 'tanh/forward/odd',
    op: 'tanh',
    pass: 'forward',
    name: 'odd',
    level: 'should',
    text: 'tanh(−x) = −tanh(x) to the bit.',
    sources: [dlmfHyperbolic],
    rationale:
      'The function is odd, and rounding to nearest is symmetric: nothing is lost by keeping it.',
    rule: { kind: 'odd' },
  },
  { ...monotone, id: 'tanh/forward/monotone', op: 'tanh', pass: 'forward' },
  {
    id: 'tanh/forward/tiny',
    op: 'tanh',
    pass: 'forward',
    name: 'tiny',
    level: 'should',
    text: '|x| < 2⁻¹² (float16 2⁻⁶, bfloat16 2⁻⁴, float64 2⁻²⁷) gives x within 1 ULP, subnormals included.',
    sources: [dlmfHyperbolic, ieeeSubnormal],
    rationale:
      'tanh x = x − x³/3 + …; 1 − 2/(e²ˣ+1) loses every digit there. In precision p the bound is 2^−⌈p/2⌉, where x³/3 is a third of an ULP of x at most.',
    rule: {
      kind: 'tiny',
      below: { float32: 2 ** -12, float16: 2 ** -6, bfloat16: 2 ** -4, float64: 2 ** -27 },
    },
  },
  { ...faithful, id: 'tanh/forward/faithful', op: 'tanh', pass: 'forward' },
  {
    ...saturation,
    sources: [javaTanh],
    id: 'tanh/forward/saturation',
    op: 'tanh',
    pass: 'forward',
  },
  { ...rounded, id: 'tanh/forward/rounded', op: 'tanh', pass: 'forward' },
  { ...repeat, id: 'tanh/forward/repeat', op: 'tanh', pass: 'forward' },
  { ...empty, id: 'tanh/forward/empty', op: 'tanh', pass: 'forward' },
  { ...lanes, id: 'tanh/forward/lanes', op: 'tanh', pass: 'forward' },
];
