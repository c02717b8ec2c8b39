import { expMinus } from './exp.ts';
import type { FillBothFloat32, FillFloat32, FillFloat64 } from './fill.ts';
import { fillFloat64, result } from './float64.ts';
import { divide, low } from './double-double.ts';
import { exp, computeExp, farthest, one, onePlusExp } from './double-double-exp.ts';
import { above, below } from './rounding.ts';

/** Beyond these σ is 0 or 1 as a double. */
const highest = 750;
const lowest = -750;

/**
 * σ of every x. In u = 2⁻⁵³: 1.01 u of exp, at most, and one each for the sum and the division, 3.1 u together.
 * Below −709 exp overflows and `exact` is 0. The float32 is stored before it is known to be right, which V8 compiles
 * to a faster loop than one with two sources of a value.
 */
export const fillSigmoid: FillFloat32 = (x, _dy, due, exact, decide) => {
  for (let i = 0; i < x.length; i += 1) {
    const at = x[i]!;
    const t = at > highest ? highest : at < lowest ? lowest : at;
    const value = 1 / (1 + expMinus(t));
    const rounded = Math.fround(value * below);
    due[i] = rounded;
    exact[i] = value;
    if (rounded !== Math.fround(value * above)) due[i] = decide(at, 1);
  }
};

/** |x| below which σ is ½ to 2⁻⁵⁵. */
const tiny = 2 ** -54;

/**
 * σ of x ≥ 0 and of −x, from one exp: 1 / (1 + e) and e / (1 + e). The second has the error of e once more: 4.1 u. Where σ is
 * ½, or 0 and 1, to so much, most floats, nothing is computed; the rounded value is the same, for no midpoint is so near.
 */
export const fillSigmoidBoth: FillBothFloat32 = (
  x,
  due,
  exact,
  negativeDue,
  negativeExact,
  decide,
) => {
  for (let i = 0; i < x.length; i += 1) {
    const at = x[i]!;
    if (at < tiny || at > highest) {
      const positive = at < tiny ? 0.5 : 1;
      due[i] = positive;
      exact[i] = positive;
      negativeDue[i] = 1 - positive;
      negativeExact[i] = 1 - positive;
      continue;
    }
    const e = expMinus(at);
    const sum = 1 + e;
    const value = 1 / sum;
    const negative = e / sum;
    const rounded = Math.fround(value * below);
    const negativeRounded = Math.fround(negative * below);
    due[i] = rounded;
    exact[i] = value;
    negativeDue[i] = negativeRounded;
    negativeExact[i] = negative;
    if (rounded !== Math.fround(value * above)) due[i] = decide(at, 1);
    if (negativeRounded !== Math.fround(negative * above)) negativeDue[i] = decide(-at, 1);
  }
};

/** σ in double-double arithmetic. */
export const fillSigmoidFloat64: FillFloat64 = fillFloat64((x) => {
  computeExp(Math.min(Math.abs(x), farthest));
  onePlusExp();
  result.hi = x < 0 ? divide(exp.hi, exp.lo, one.hi, one.lo) : divide(1, 0, one.hi, one.lo);
  result.lo = low[0]!;
  result.scale = x < 0 ? exp.scale : 0;
  return true;
});
