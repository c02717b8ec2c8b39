import {
  expm1,
  powerOfHalf,
  stepHigh,
  stepLow,
  stepsPerUnit,
  tableHigh,
  tableLow,
  toInteger,
} from './exp.ts';
import { add, divide, low } from './double-double.ts';
import { exp, computeExp, farthest, one, onePlusExp } from './double-double-exp.ts';
import { floatTypes } from '@rectify/float';
import type { FillFloat32, FillFloat64 } from './fill.ts';
import { fillFloat64, result, tiny as tinyFloat64 } from './float64.ts';
import { above, below } from './rounding.ts';

/** |x| beyond which tanh x is ±1 to 2⁻¹⁴⁰. */
const saturated = 50;
/** |x| below which tanh x is x to 2⁻⁶¹. */
const tiny = 2 ** -30;

/**
 * tanh of every x as (1 − e) / (1 + e), e = exp(−2x) = s + q, where s is the table's part and q the rest, so that
 * nothing cancels: 1 − s is exact for s in [½, 2] (Sterbenz), where |q| ≤ 1.01 |1 − e|. In u = 2⁻⁵³: q has 1.08 u of
 * expm1 and one each of r, product and sum, with the last difference 5.2 u in 1 − e; 1.7 u in 1 + e, one for the
 * division: 7.9 u, less than 2⁻⁵⁰. For other s it is less: |q| < 0.01 |1 − e|, so 2.1 u + 2.1 u + 1 u. Where tanh x is x
 * or ±1 to so much, most floats, nothing is computed; the rounded value is the same, for no midpoint is so near.
 */
export const fillTanh: FillFloat32 = (x, _dy, due, exact, decide) => {
  for (let i = 0; i < x.length; i += 1) {
    const at = x[i]!;
    const magnitude = Math.abs(at);
    if (magnitude < tiny || magnitude > saturated) {
      const value = magnitude < tiny ? at : Math.sign(at);
      due[i] = value;
      exact[i] = value;
      continue;
    }
    const t = 2 * at;
    const steps = t * stepsPerUnit + toInteger - toInteger;
    const k = steps | 0;
    const j = k & 255;
    const power = powerOfHalf(k >> 8);
    const s = power * tableHigh[j]!;
    const q = power * tableLow[j]! + s * expm1(steps * stepHigh - t + steps * stepLow);
    const value = (1 - s - q) / (1 + (s + q));
    const rounded = Math.fround(value * below);
    due[i] = rounded;
    exact[i] = value;
    if (rounded !== Math.fround(value * above)) due[i] = decide(at, 1);
  }
};

const { ulpOf } = floatTypes.float64.format;

/** |x| ≥ tinyFloat64. */
function intoResult(x: number): void {
  computeExp(Math.min(2 * Math.abs(x), farthest));
  onePlusExp();
  let hi = -exp.mHi;
  let lo = -exp.mLo;
  if (exp.k !== 0) {
    const power = exp.scale < -120 ? 0 : powerOfHalf(-exp.scale);
    hi = add(1, 0, -exp.hi * power, -exp.lo * power);
    lo = low[0]!;
  }
  result.hi = divide(hi, lo, one.hi, one.lo);
  result.lo = low[0]!;
  result.scale = 0;
  if (x < 0) {
    result.hi = -result.hi;
    result.lo = -result.lo;
  }
}

/** tanh in double-double arithmetic. */
export const fillTanhFloat64: FillFloat64 = fillFloat64((x, _dy, due, rest, i) => {
  if (Math.abs(x) >= tinyFloat64) {
    intoResult(x);
    return true;
  }
  // x − x³/3.
  due[i] = x;
  rest[i] = ((-x * x) / 3) * (x / ulpOf(x));
  return false;
});
