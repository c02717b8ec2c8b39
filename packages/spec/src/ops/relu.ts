import { approximations } from '../families/critical.ts';
import { everyKernel } from '../families/every.ts';
import { negativeInfinity, positiveInfinity, zeros } from '../numbers.ts';
import {
  clarke,
  ieeeMaximum,
  ieeeMultiply,
  ieeeNan,
  ieeeSubnormal,
  jaxNan,
  jaxVjp,
  onnxRelu,
  reluPrime,
} from '../sources.ts';
import type { OpSpec } from '../types.ts';

export const relu: OpSpec = {
  title: 'Rectified linear unit',
  definition: 'relu(x) = maximum(x, +0)',
  derivative: '1 for x > 0, 0 for x < 0, between 0 and 1 at ±0 (0 by convention)',
  critical: approximations,
  forward: {
    parity: 'none',
    turns: [],
    clauses: [
      {
        name: 'nan',
        level: 'must',
        text: 'NaN gives NaN, for both signs and any payload.',
        sources: [ieeeNan, ieeeMaximum],
        rationale:
          'max(x, 0) written with a comparison turns NaN into 0 and hides a diverged model.',
        rule: { kind: 'nan' },
      },
      {
        name: 'identity',
        level: 'must',
        text: 'A normal x > 0 passes unchanged.',
        sources: [onnxRelu],
        rationale: 'There is nothing to compute: any difference is a bug.',
        rule: { kind: 'passes-through', domain: 'positive-normal' },
      },
      {
        name: 'negative',
        level: 'must',
        text: 'x ≤ 0 gives 0, of either sign.',
        sources: [onnxRelu],
        rationale: 'The definition; the sign of the zero is a clause of its own.',
        rule: { kind: 'zero', domain: 'nonpositive', dy: 'any' },
      },
      {
        name: 'infinity',
        level: 'must',
        text: '+∞ gives +∞ and −∞ gives 0.',
        sources: [onnxRelu, ieeeMaximum],
        rationale: 'x · mask gives NaN for −∞.',
        rule: {
          kind: 'cases',
          cases: [
            { x: positiveInfinity, y: [positiveInfinity] },
            { x: negativeInfinity, y: zeros },
          ],
        },
      },
      {
        name: 'zero-sign',
        level: 'should',
        text: '−0 and every x < 0 give +0.',
        sources: [ieeeMaximum],
        rationale:
          'maximum(x, +0) is +0. A negative zero turns into −∞ when somebody divides by it.',
        rule: { kind: 'no-negative-zero', domain: 'nonpositive' },
      },
      {
        name: 'subnormal',
        level: 'should',
        text: 'A subnormal x > 0 passes unchanged.',
        sources: [ieeeSubnormal, onnxRelu],
        rationale: 'Flushing to zero is a property of the machine that users should know of.',
        rule: { kind: 'passes-through', domain: 'subnormal' },
      },
      {
        name: 'underflow',
        level: 'must',
        text: 'A subnormal x > 0 gives a result between 0 and the least normal number.',
        sources: [onnxRelu],
        rationale: 'A machine may flush it to zero; nothing makes it anything greater.',
        rule: { kind: 'underflow' },
      },
      {
        name: 'idempotent',
        level: 'must',
        text: 'relu(relu x) = relu x.',
        sources: [onnxRelu],
        rationale: 'Graph optimisers merge repeated relus and rely on it.',
        rule: { kind: 'idempotent' },
      },
      {
        name: 'monotone',
        level: 'must',
        text: 'No result is below that of a lesser input.',
        sources: [onnxRelu],
        rationale: 'max(x, 0) never falls.',
        rule: { kind: 'monotone' },
      },
      {
        name: 'range',
        level: 'must',
        text: 'Every result is in [0, +∞].',
        sources: [onnxRelu],
        rationale: 'Users take square roots and logarithms of it.',
        rule: { kind: 'range', low: 0, high: Infinity },
      },
      ...everyKernel,
    ],
  },
  vjp: {
    parity: 'none',
    turns: [],
    clauses: [
      {
        name: 'active',
        level: 'must',
        text: 'dx = dy as numbers (−0 equals +0, any NaN is NaN), for normal x > 0 or x = +∞, and dy that is not subnormal.',
        sources: [jaxVjp],
        rationale: 'The derivative is 1: any difference is a bug.',
        rule: { kind: 'passes-through', domain: 'positive-normal-or-infinite' },
      },
      {
        name: 'active-sign',
        level: 'should',
        text: 'dy = −0 gives −0 and dy = +0 gives +0, for normal x > 0 or x = +∞.',
        sources: [ieeeMultiply, jaxVjp],
        rationale:
          '1 · dy has the sign of dy. As numbers the zeros are equal, so that nothing but a division tells them apart.',
        rule: { kind: 'keeps-zero-sign', domain: 'positive-normal-or-infinite' },
      },
      {
        name: 'active-subnormal',
        level: 'should',
        text: 'dx = dy as numbers, for subnormal x > 0, and for subnormal dy where x > 0.',
        sources: [ieeeSubnormal, jaxVjp],
        rationale: 'A machine that flushes takes a tiny positive x for 0 and drops the gradient.',
        rule: { kind: 'passes-through', domain: 'subnormal' },
      },
      {
        name: 'underflow',
        level: 'must',
        text: 'Where x > 0 and x or dy is subnormal, dx is between 0 and dy (NaN will do for dy = ±∞, and 0 for NaN).',
        sources: [clarke, jaxVjp],
        rationale:
          'A machine that flushes takes x for 0, where any subgradient is right, or dy for 0. Nothing makes dx anything beyond dy.',
        rule: { kind: 'subgradient', domain: 'subnormal' },
      },
      {
        name: 'inactive',
        level: 'must',
        text: 'dx = 0, of either sign, for x < 0; for dy = ±∞ or NaN it may be NaN, the product with 0.',
        sources: [jaxVjp],
        rationale:
          'The derivative is 0 there: anything else lets a unit that is off go on learning.',
        rule: { kind: 'zero', domain: 'negative', dy: 'product' },
      },
      {
        name: 'kink',
        level: 'must',
        text: 'At x = ±0, dx is between 0 and dy (NaN will do for dy = ±∞, and 0 for NaN).',
        sources: [clarke],
        rationale: 'Any subgradient is right there; anything outside is no derivative of relu.',
        rule: { kind: 'subgradient', domain: 'zero' },
      },
      {
        name: 'kink-zero',
        level: 'should',
        text: 'At x = ±0, dx = 0, the same for +0 and −0.',
        sources: [reluPrime],
        rationale:
          'The convention of TensorFlow, PyTorch and JAX: models trained with one should go on with another.',
        rule: { kind: 'zero', domain: 'zero', dy: 'finite' },
      },
      {
        name: 'mask',
        level: 'should',
        text: 'x < 0 with dy = ±∞ or NaN gives 0.',
        sources: [jaxNan],
        rationale:
          'Select, do not multiply: ∞ · 0 is NaN, and one bad upstream gradient spreads to units that were off.',
        rule: { kind: 'zero', domain: 'negative', dy: 'not-finite' },
      },
      {
        name: 'nan',
        level: 'may',
        text: 'x = NaN: NaN, dy or 0, recorded.',
        sources: [ieeeNan, jaxVjp],
        rationale:
          'The comparison x > 0 is false, its negation x ≤ 0 too: frameworks disagree by how they wrote it.',
        rule: { kind: 'behaviour', of: 'relu-vjp-nan' },
      },
      {
        name: 'zero-sign',
        level: 'may',
        text: 'The sign of a masked zero, recorded.',
        sources: [ieeeMultiply],
        rationale: 'A multiplication gives −0 for negative dy, a selection +0.',
        rule: { kind: 'behaviour', of: 'masked-zero-sign' },
      },
      ...everyKernel,
    ],
  },
};
