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
import { expMinus, shiftDown, shiftUp } from './fixed.ts';
import type { WideFunction } from './interval.ts';
import { decide, quotient } from './interval.ts';
import { above, below } from './rounding.ts';

/** tanh(x) = sign(x) · (1 − e) / (1 + e) with e = exp(−2|x|). */
export const wideTanh: WideFunction = {
  special: (x) => (Number.isFinite(x) ? undefined : Math.sign(x)),
  interval(x, _dy, precision) {
    const one = 1n << BigInt(precision);
    const bounds = expMinus(2 * Math.abs(x), precision);
    const low = shiftDown(bounds.low, -bounds.shift);
    const high = shiftUp(bounds.high, -bounds.shift);
    // At low precision the upper bound of e can be above 1; tanh |x| never is below 0.
    const difference = { low: one > high ? one - high : 0n, high: one - low };
    const sum = { low: one + low, high: one + high };
    return {
      negative: x < 0 || Object.is(x, -0),
      ...quotient(difference, sum, precision),
      scale: -precision,
    };
  },
};

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
export function fillTanh(
  x: Float32Array,
  _dy: Float32Array | undefined,
  due: Float32Array,
  exact: Float64Array,
): void {
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
    if (rounded !== Math.fround(value * above)) due[i] = decide(wideTanh, at, 1);
  }
}
