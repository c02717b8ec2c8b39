import { negativeZero, one, positiveZero } from '../../numbers.ts';
import { dlmfDerivative } from '../../sources.ts';
import type { Clause } from '../../types.ts';
import { empty, lanes, repeat } from '../every.ts';
import {
  vjpAccuracy,
  vjpEven,
  vjpLimits,
  vjpNan,
  vjpSaturatedInfinity,
  vjpScale,
  vjpSign,
  vjpTail,
  vjpZeroDy,
} from '../smooth.ts';

/** Clauses of tanh/vjp. */
export const vjp: readonly Clause[] = [
  { ...vjpNan, id: 'tanh/vjp/nan', op: 'tanh', pass: 'vjp' },
  { ...vjpLimits, id: 'tanh/vjp/limits', op: 'tanh', pass: 'vjp' },
  { ...vjpAccuracy, id: 'tanh/vjp/accuracy', op: 'tanh', pass: 'vjp' },
  { ...vjpSign, id: 'tanh/vjp/sign', op: 'tanh', pass: 'vjp' },
  {
    id: 'tanh/vjp/peak',
    op: 'tanh',
    pass: 'vjp',
    name: 'peak',
    level: 'must',
    text: 'tanh′(±0) = 1 exactly, for dy = 1.',
    sources: [dlmfDerivative],
    rationale:
      'The greatest value of the derivative, exact in binary; it sets the scale of every initialisation scheme.',
    rule: {
      kind: 'cases',
      cases: [
        { x: positiveZero, dy: one, y: [one] },
        { x: negativeZero, dy: one, y: [one] },
      ],
    },
  },
  { ...vjpTail, id: 'tanh/vjp/tail', op: 'tanh', pass: 'vjp' },
  { ...vjpEven, id: 'tanh/vjp/even', op: 'tanh', pass: 'vjp' },
  { ...vjpZeroDy, id: 'tanh/vjp/zero-dy', op: 'tanh', pass: 'vjp' },
  { ...vjpScale, id: 'tanh/vjp/scale', op: 'tanh', pass: 'vjp' },
  { ...vjpSaturatedInfinity, id: 'tanh/vjp/saturated-infinity', op: 'tanh', pass: 'vjp' },
  { ...repeat, id: 'tanh/vjp/repeat', op: 'tanh', pass: 'vjp' },
  { ...empty, id: 'tanh/vjp/empty', op: 'tanh', pass: 'vjp' },
  { ...lanes, id: 'tanh/vjp/lanes', op: 'tanh', pass: 'vjp' },
];
