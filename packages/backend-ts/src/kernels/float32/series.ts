import { add, divide, multiply, negate, one, scale, type HiLo } from './hi-lo.ts';
import { expOfMinus } from './exp.ts';

/** A Taylor series: its constant term, and the coefficients of the first, second, … power. */
export interface TaylorSeries {
  readonly constant: HiLo;
  readonly rest: readonly number[];
}

/** The highest power: what is left out is below 2⁻⁷⁰ of the whole in every row. */
export const order = 12;

/** Coefficients 1, 2, … of the solution of n·aₙ = linear·aₙ₋₁ − Σ aᵢ·aₙ₋₁₋ᵢ (i and n−1−i ≥ 1). */
function logistic(first: number, linear: number): readonly number[] {
  const a = [0, first];
  for (let n = 2; n <= order; n++) {
    let sum = linear * a[n - 1]!;
    for (let i = 1; i < n - 1; i++) sum -= a[i]! * a[n - 1 - i]!;
    a.push(sum / n);
  }
  return a.slice(1);
}

/** The series of the derivative, whose constant term is given, so that it has more bits than `rest[0]`. */
function derivative(constant: HiLo, rest: readonly number[]): TaylorSeries {
  return { constant, rest: rest.map((a, i) => a * (i + 1)).slice(1) };
}

/** σ(c), 1 − σ(c) and σ′(c), none by cancellation. */
function sigmoidAt(c: number): Readonly<Record<'s' | 'rest' | 'slope', HiLo>> {
  const e = expOfMinus(Math.abs(c));
  const d = add(one, e);
  const large = divide(one, d);
  const small = divide(e, d);
  return {
    s: c < 0 ? small : large,
    rest: c < 0 ? large : small,
    slope: multiply(small, large),
  };
}

/** The Taylor series of σ about a multiple `c` of 2⁻²⁴, from σ′ = σ(1 − σ). */
export function sigmoidSeries(c: number): TaylorSeries {
  const { s, rest, slope } = sigmoidAt(c);
  return { constant: s, rest: logistic(slope.hi, rest.hi - s.hi) };
}

/** The Taylor series of σ′ about a multiple `c` of 2⁻²⁴. */
export function sigmoidSlopeSeries(c: number): TaylorSeries {
  const { s, rest, slope } = sigmoidAt(c);
  return derivative(slope, logistic(slope.hi, rest.hi - s.hi));
}

/** tanh(c) and 1 − tanh(c)² = 4e/(1+e)² with e = exp(−2c), for c > 0. */
function tanhAt(c: number): Readonly<Record<'t' | 'slope', HiLo>> {
  const e = expOfMinus(2 * c);
  const d = add(one, e);
  return {
    t: divide(add(one, negate(e)), d),
    slope: scale(divide(e, multiply(d, d)), 4),
  };
}

/** The Taylor series of tanh about a multiple `c` > 0 of 2⁻²⁵, from tanh′ = 1 − tanh². */
export function tanhSeries(c: number): TaylorSeries {
  const { t, slope } = tanhAt(c);
  return { constant: t, rest: logistic(slope.hi, -2 * t.hi) };
}

/** The Taylor series of tanh′ about a multiple `c` > 0 of 2⁻²⁵. */
export function tanhSlopeSeries(c: number): TaylorSeries {
  const { t, slope } = tanhAt(c);
  return derivative(slope, logistic(slope.hi, -2 * t.hi));
}
