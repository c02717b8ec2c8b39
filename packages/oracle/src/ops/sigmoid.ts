import { specialOfSlope, tieOfSlope } from '../exact/slope.ts';
import { evenBoth } from '../fast/mirror.ts';
import { fillSigmoid, fillSigmoidBoth, fillSigmoidFloat64 } from '../fast/sigmoid.ts';
import { slopeFloat32, slopeFloat64 } from '../fast/slope.ts';
import type { OpTruth } from '../row.ts';

/**
 * Deciding ends for both passes: exp of a rational number other than 0 is transcendental (Lindemann), so is a value of σ or
 * dy · σ′, and no midpoint is. At x = 0 they are exactly ½ and dy / 4. Near 0, where midpoints lie beside them, ties tell.
 */
export const sigmoid: OpTruth = {
  forward: {
    /** 1 / (1 + e⁻ˣ), or eˣ / (1 + eˣ), of which nothing cancels or overflows. */
    exact: {
      special: (x) => (Number.isFinite(x) ? undefined : x > 0 ? 1 : x < 0 ? 0 : NaN),
      interval(x, _dy, { add, divide, exp }) {
        const e = exp(-Math.abs(x));
        return divide(x < 0 ? e : 1, add(1, e));
      },
      /** σ(x) is between ½ and ½ + x/4, the tangent at 0. */
      tie: (x, _dy, { add, hull, multiply }) => hull(0.5, add(0.5, multiply(x, 0.25))),
    },
    double: { fill: fillSigmoid, fillBoth: fillSigmoidBoth },
    doubleDouble: fillSigmoidFloat64,
  },
  vjp: {
    /** dy · e / (1 + e)², e = e^−|x|. */
    exact: {
      special: specialOfSlope,
      interval(x, dy, { add, divide, exp, multiply, square }) {
        const e = exp(-Math.abs(x));
        return multiply(dy, divide(e, square(add(1, e))));
      },
      tie: tieOfSlope(0.25),
    },
    double: { fill: slopeFloat32(1), fillBoth: evenBoth(slopeFloat32(1)) },
    doubleDouble: slopeFloat64(1),
  },
};
