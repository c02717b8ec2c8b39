import { negativeZero, one, positiveZero, quarter } from '../../numbers.ts';
import { onnxSigmoid } from '../../sources.ts';
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

/** Clauses of sigmoid/vjp. */
export const vjp: readonly Clause[] = [
  { ...vjpNan, id: 'sigmoid/vjp/nan', op: 'sigmoid', pass: 'vjp' },
  { ...vjpLimits, id: 'sigmoid/vjp/limits', op: 'sigmoid', pass: 'vjp' },
  { ...vjpAccuracy, id: 'sigmoid/vjp/accuracy', op: 'sigmoid', pass: 'vjp' },
  { ...vjpSign, id: 'sigmoid/vjp/sign', op: 'sigmoid', pass: 'vjp' },
  {
    id: 'sigmoid/vjp/peak',
    op: 'sigmoid',
    pass: 'vjp',
    name: 'peak',
    level: 'must',
    text: 'σ′(±0) = 0.25 exactly, for dy = 1.',
    sources: [onnxSigmoid],
    rationale:
      'The greatest value of the derivative, exact in binary; it sets the scale of every initialisation scheme.',
    rule: {
      kind: 'cases',
      cases: [
        { x: positiveZero, dy: one, y: [quarter] },
        { x: negativeZero, dy: one, y: [quarter] },
      ],
    },
  },
  { ...vjpTail, id: 'sigmoid/vjp/tail', op: 'sigmoid', pass: 'vjp' },
  { ...vjpEven, id: 'sigmoid/vjp/even', op: 'sigmoid', pass: 'vjp' },
  { ...vjpZeroDy, id: 'sigmoid/vjp/zero-dy', op: 'sigmoid', pass: 'vjp' },
  { ...vjpScale, id: 'sigmoid/vjp/scale', op: 'sigmoid', pass: 'vjp' },
  { ...vjpSaturatedInfinity, id: 'sigmoid/vjp/saturated-infinity', op: 'sigmoid', pass: 'vjp' },
  { ...repeat, id: 'sigmoid/vjp/repeat', op: 'sigmoid', pass: 'vjp' },
  { ...empty, id: 'sigmoid/vjp/empty', op: 'sigmoid', pass: 'vjp' },
  { ...lanes, id: 'sigmoid/vjp/lanes', op: 'sigmoid', pass: 'vjp' },
];
