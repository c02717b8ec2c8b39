import { specialOfSlope, tieOfSlope } from '../exact/slope.ts';
import { evenBoth, oddBoth } from '../fast/mirror.ts';
import { slopeFloat32, slopeFloat64 } from '../fast/slope.ts';
import { fillTanh, fillTanhFloat64 } from '../fast/tanh.ts';
import type { OpTruth } from '../row.ts';

/**
 * Deciding ends for both passes: exp of a rational number other than 0 is transcendental (Lindemann), so is a value of tanh or
 * dy · tanh′, and no midpoint is. At x = 0 they are exactly x and dy. Near 0, where 1 − e cancels, ties tell.
 */
export const tanh: OpTruth = {
  forward: {
    /** ± (1 − e) / (1 + e), e = e^−2|x|. What cancels near 0 costs as many bits as x is small. */
    exact: {
      special: (x) => (Number.isFinite(x) ? (x === 0 ? x : undefined) : Math.sign(x)),
      interval(x, _dy, { add, divide, exp, multiply, subtract }) {
        const e = exp(multiply(-2, Math.abs(x)));
        return multiply(Math.sign(x), divide(subtract(1, e), add(1, e)));
      },
      /** x − x³ < tanh x < x for x > 0. */
      tie: (x, _dy, { hull, multiply, square, subtract }) =>
        multiply(x, hull(subtract(1, square(x)), 1)),
    },
    double: { fill: fillTanh, fillBoth: oddBoth(fillTanh) },
    doubleDouble: fillTanhFloat64,
  },
  vjp: {
    /** dy · 4e / (1 + e)², e = e^−2|x|. */
    exact: {
      special: specialOfSlope,
      interval(x, dy, { add, divide, exp, multiply, square }) {
        const e = exp(multiply(-2, Math.abs(x)));
        return multiply(dy, divide(multiply(4, e), square(add(1, e))));
      },
      tie: tieOfSlope(1),
    },
    double: { fill: slopeFloat32(2), fillBoth: evenBoth(slopeFloat32(2)) },
    doubleDouble: slopeFloat64(2),
  },
};
