import { floatTypes } from '@rectify/float';
import type { OpId, Pass } from '@rectify/spec';
import { add, divide, low, multiply } from './double-double.ts';
import { powerOfHalf, tableHigh, tableLow, toInteger } from './exp.ts';
import { ln2 } from './fixed.ts';
import { decideWithRest, type WideFunction } from './interval.ts';
import { relu, reluSlope } from './relu.ts';
import { wideSigmoid } from './sigmoid.ts';
import { type Factor, wideSlope } from './slope.ts';
import { wideTanh } from './tanh.ts';

/**
 * True values in float64, in double-double arithmetic, by
 *
 *     exp(−t) = 2⁻ⁿ · 2^−j/256 · (1 + expm1(r)),  k = round(256 t / ln 2) = 256 n + j,  r = k · ln 2/256 − t,  |r| < 0.00136
 *
 * Relative errors: r, which is exact where k = 0, 2⁻¹⁰⁵ of 1; the table 2⁻¹⁰⁵; expm1(r) 2⁻⁹⁷ of r, from the terms r⁵/120 and on,
 * which are doubles. That is 2⁻¹⁰³ in exp, and where 1 − exp is taken for k ≠ 0 it is above 0.0013, so that 2⁻⁹³ covers
 * every function here. The rounding test takes 2⁻⁹²; where it leaves the result in doubt, integers of any precision decide.
 */
export type FillWide = (
  x: Float64Array,
  dy: Float64Array | undefined,
  due: Float64Array,
  /** (true value − due) in ulps of due, known to 2⁻³⁹. */
  rest: Float64Array,
) => number;

const precision = 192;
const step = ln2(precision) >> 8n;
const bits = (from: number, count: number): number =>
  Number((step >> BigInt(precision - from - count)) & ((1n << BigInt(count)) - 1n)) *
  2 ** -(from + count);

/** ln 2/256 = step1 + step2 + step3 in 32, 32 and 53 bits, so that products with k < 2²¹ are exact but for the last. */
const step1 = bits(8, 32);
const step2 = bits(40, 32);
const step3 = bits(72, 53);

/** A double-double, and the power of two that it is to be scaled by: results of the functions below. */
const real = { hi: 0, lo: 0, scale: 0 };

/** exp(−t), and exp(r) − 1 with the table's part left out. */
const exp = { hi: 0, lo: 0, scale: 0, mHi: 0, mLo: 0, k: 0 };

/** 1/6 and 1/24 as double-doubles. */
const sixth = divide(1, 0, 6, 0);
const sixthLow = low[0]!;
const twentyFourth = divide(1, 0, 24, 0);
const twentyFourthLow = low[0]!;

/** exp(−t) of 0 ≤ t ≤ 1500 into `exp`. */
function expMinus(t: number): void {
  const k = t / (step1 + step2) + toInteger - toInteger;
  const nearest = k * step1 - t;
  const r = add(nearest, 0, k * step2, k * step3);
  const rl = low[0]!;
  const tail = 1 / 120 + r * (1 / 720 + r * (1 / 5040 + r * (1 / 40320 + r * (1 / 362880))));
  let sh = add(twentyFourth, twentyFourthLow, r * tail, 0);
  sh = multiply(r, rl, sh, low[0]!);
  sh = add(sixth, sixthLow, sh, low[0]!);
  sh = multiply(r, rl, sh, low[0]!);
  sh = add(0.5, 0, sh, low[0]!);
  const sl = low[0]!;
  const square = multiply(r, rl, r, rl);
  sh = multiply(square, low[0]!, sh, sl);
  const mh = add(r, rl, sh, low[0]!);
  const ml = low[0]!;
  const j = k & 255;
  const th = tableHigh[j]!;
  const tl = tableLow[j]!;
  const ph = multiply(th, tl, mh, ml);
  exp.hi = add(th, tl, ph, low[0]!);
  exp.lo = low[0]!;
  exp.scale = -(k >> 8);
  exp.mHi = mh;
  exp.mLo = ml;
  exp.k = k;
}

/** 1 + exp(−t) into `one`, from `exp`. */
const one = { hi: 0, lo: 0 };
function onePlusExp(): void {
  const power = exp.scale < -120 ? 0 : powerOfHalf(-exp.scale);
  one.hi = add(1, 0, exp.hi * power, exp.lo * power);
  one.lo = low[0]!;
}

/** Above it exp(−t) times any double rounds to 0. */
const farthest = 1500;
/** Below it the first two terms of a series are enough: the third is below 2⁻¹⁶⁰ of the first. */
const tiny = 2 ** -40;

function sigmoid(x: number): void {
  expMinus(Math.min(Math.abs(x), farthest));
  onePlusExp();
  real.hi = x < 0 ? divide(exp.hi, exp.lo, one.hi, one.lo) : divide(1, 0, one.hi, one.lo);
  real.lo = low[0]!;
  real.scale = x < 0 ? exp.scale : 0;
}

/** |x| ≥ tiny. */
function tanh(x: number): void {
  expMinus(Math.min(2 * Math.abs(x), farthest));
  onePlusExp();
  let hi = -exp.mHi;
  let lo = -exp.mLo;
  if (exp.k !== 0) {
    const power = exp.scale < -120 ? 0 : powerOfHalf(-exp.scale);
    hi = add(1, 0, -exp.hi * power, -exp.lo * power);
    lo = low[0]!;
  }
  real.hi = divide(hi, lo, one.hi, one.lo);
  real.lo = low[0]!;
  real.scale = 0;
  if (x < 0) {
    real.hi = -real.hi;
    real.lo = -real.lo;
  }
}

const word = new DataView(new ArrayBuffer(8));

/** floor(log2 |x|) of a normal double. */
function exponentOf(x: number): number {
  word.setFloat64(0, x);
  return ((word.getUint32(0) >>> 20) & 0x7ff) - 1023;
}

/** dy · f′(x) for finite dy ≠ 0. */
function slope(factor: Factor, x: number, dy: number): void {
  if (Math.abs(x) < tiny) {
    // dy · peak · (1 − c x²); what is too little for a double is not nothing.
    const lack = ((factor * factor) / 4) * x * x;
    real.hi = 1;
    real.lo = x === 0 ? 0 : -Math.max(lack, 2 ** -300);
    real.scale = 2 * (factor - 2);
  } else {
    expMinus(Math.min(factor * Math.abs(x), farthest));
    onePlusExp();
    const square = multiply(one.hi, one.lo, one.hi, one.lo);
    real.hi = divide(exp.hi, exp.lo, square, low[0]!);
    real.lo = low[0]!;
    real.scale = exp.scale + 2 * (factor - 1);
  }
  const normal = Math.abs(dy) < 2 ** -1022 ? dy * 2 ** 60 : dy;
  const exponent = exponentOf(normal);
  const hi = multiply(real.hi, real.lo, scaled(normal, -exponent), 0);
  real.hi = hi;
  real.lo = low[0]!;
  real.scale += exponent - (normal === dy ? 0 : 60);
}

/** v · 2ⁿ in two steps, neither of which under- or overflows where the result does not. */
function scaled(v: number, n: number): number {
  const half = n >> 1;
  return v * 2 ** half * 2 ** (n - half);
}

/** The nearest integer to 0 ≤ v < 2⁵², ties to even. */
const roundEven = (v: number): number => v + 2 ** 52 - 2 ** 52;

/** Rounds `real` into the arrays; false where that is in doubt. */
function round(due: Float64Array, rest: Float64Array, i: number): boolean {
  const { hi, lo, scale } = real;
  if (exponentOf(hi) + scale >= -1022) {
    const error = Math.abs(hi) * 2 ** -92;
    due[i] = scaled(hi, scale);
    rest[i] = lo / floatTypes.float64.format.ulpOf(hi);
    return hi + (lo - error) === hi && hi + (lo + error) === hi;
  }
  // In units of the least subnormal.
  const sign = hi < 0 ? -1 : 1;
  const unit = Math.max(scale + 1074, -200);
  const count = scaled(sign * hi, unit);
  const whole = roundEven(count);
  const fraction = count - whole + scaled(sign * lo, unit);
  due[i] = sign * (whole * 2 ** -1074);
  rest[i] = sign * fraction;
  return Math.abs(fraction) < 0.5 - 2 ** -38;
}

function fillWith(
  wide: WideFunction,
  /** Computes into `real`; false where arrays are filled already. */
  compute: (x: number, dy: number, due: Float64Array, rest: Float64Array, i: number) => boolean,
): FillWide {
  return (x, dy, due, rest) => {
    let settled = 0;
    for (let i = 0; i < x.length; i += 1) {
      const at = x[i]!;
      const cotangent = dy === undefined ? 1 : dy[i]!;
      const special = wide.special(at, cotangent);
      if (special !== undefined) {
        due[i] = special;
        rest[i] = 0;
      } else if (compute(at, cotangent, due, rest, i) && !round(due, rest, i)) {
        const decided = decideWithRest(wide, at, cotangent, floatTypes.float64.format);
        due[i] = decided.due;
        rest[i] = decided.rest;
        settled += 1;
      }
    }
    return settled;
  };
}

function fillRelu(of: (x: number, dy: number) => number): FillWide {
  return (x, dy, due, rest) => {
    for (let i = 0; i < x.length; i += 1) due[i] = of(x[i]!, dy === undefined ? 1 : dy[i]!);
    rest.fill(0);
    return 0;
  };
}

function fillSlope(factor: Factor): FillWide {
  return fillWith(wideSlope(factor), (x, dy, due, rest, i) => {
    if (dy !== 0) {
      slope(factor, x, dy);
      return true;
    }
    due[i] = dy;
    rest[i] = 0;
    return false;
  });
}

const fillSigmoid = fillWith(wideSigmoid, (x) => {
  sigmoid(x);
  return true;
});

const fillTanh = fillWith(wideTanh, (x, _dy, due, rest, i) => {
  if (Math.abs(x) >= tiny) {
    tanh(x);
    return true;
  }
  // x − x³/3.
  due[i] = x;
  rest[i] = ((-x * x) / 3) * (x / floatTypes.float64.format.ulpOf(x));
  return false;
});

const fillSigmoidSlope = fillSlope(1);
const fillTanhSlope = fillSlope(2);
const fillReluForward = fillRelu(relu);
const fillReluSlope = fillRelu(reluSlope);

/**
 * True values of an op × pass in float64: correctly rounded, and what that lacks. Returns of how many the double-double left the
 * rounding in doubt, so that integers decided. `dy` is 1 when left out.
 */
export function wideOracle(op: OpId, pass: Pass): FillWide {
  const forward = pass === 'forward';
  switch (op) {
    case 'relu':
      return forward ? fillReluForward : fillReluSlope;
    case 'sigmoid':
      return forward ? fillSigmoid : fillSigmoidSlope;
    case 'tanh':
      return forward ? fillTanh : fillTanhSlope;
    default:
      return op satisfies never;
  }
}
