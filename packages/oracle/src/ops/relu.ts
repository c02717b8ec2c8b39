import { fromDouble } from '../exact/interval.ts';
import {
  fillRelu,
  fillReluBoth,
  fillReluFloat64,
  fillReluSlope,
  fillReluSlopeFloat64,
} from '../fast/relu.ts';
import type { OpTruth } from '../row.ts';

/** max(x, 0); its slope is 0 at 0. Every true value is a number already, so that deciding ends at once. */
export const relu: OpTruth = {
  forward: {
    exact: {
      special: (x) => (x > 0 && x < Infinity ? undefined : x > 0 || Number.isNaN(x) ? x : 0),
      interval: (x) => fromDouble(x),
    },
    double: { fill: fillRelu, fillBoth: fillReluBoth(fillRelu) },
    doubleDouble: fillReluFloat64,
  },
  vjp: {
    exact: {
      // A selection: dy where x > 0, else +0 whatever dy is.
      special(x, dy) {
        if (!(x > 0)) return Number.isNaN(x) ? x : 0;
        return dy === 0 || !Number.isFinite(dy) ? dy : undefined;
      },
      interval: (_x, dy) => fromDouble(dy),
    },
    double: { fill: fillReluSlope, fillBoth: fillReluBoth(fillReluSlope) },
    doubleDouble: fillReluSlopeFloat64,
  },
};
