import { add, divide, low, multiply } from './real.ts';
import { complements, parts, wholes } from './wide-tables.ts';

/**
 * Kernels of float64 in double-double arithmetic, from e^(−t) = e^(−i) · e^(−j/256) · (1 + m) with t = i + j/256 + r, which
 * is exact, |r| ≤ 1/512, and m = expm1(−r) by its Taylor series. Relative errors are below 2⁻⁹⁰, so that a result is the
 * correctly rounded one unless the true value is that near to the middle of two doubles: for one input in about 2³⁷.
 */

/** Rounds to an integer when added and taken away again. */
const toInteger = 1.5 * 2 ** 52;
/** Above it e^(−t) times any double rounds to 0. */
const farthest = 1500;
/** Below it f(x) is f(0) or x, less half an ulp at most. */
const tiny = 2 ** -40;
/** Below it series give the digits that decide where a result is all but half way between two doubles. */
const small = 2 ** -20;

/** e^(−t) = (hi + lo) · 2^exponent; its factor m, and j where i is 0, else −1. */
const exp = { hi: 0, lo: 0, exponent: 0, mHi: 0, mLo: 0, j: 0 };

/** 1/6 and 1/24. */
const sixth = divide(1, 0, 6, 0);
const sixthLow = low[0]!;
const twentyFourth = divide(1, 0, 24, 0);
const twentyFourthLow = low[0]!;

/** e^(−t) for 0 ≤ t ≤ 1500. */
function expOfMinus(t: number): void {
  // To the nearest: within a factor of two of t, so that the difference is exact.
  const steps = t * 256 + toInteger - toInteger;
  const r = steps / 256 - t;
  const i = steps >> 8;
  const j = steps & 255;
  // expm1(r) = r + r² · (1/2 + r · (1/6 + r · (1/24 + …))): from r⁵/120 on doubles do.
  const tail =
    1 / 120 + r * (1 / 720 + r * (1 / 5040 + r * (1 / 40320 + r * (1 / 362880 + r / 3628800))));
  let sum = add(twentyFourth, twentyFourthLow, r * tail, 0);
  sum = multiply(sum, low[0]!, r, 0);
  sum = add(sixth, sixthLow, sum, low[0]!);
  sum = multiply(sum, low[0]!, r, 0);
  sum = add(0.5, 0, sum, low[0]!);
  sum = multiply(sum, low[0]!, r, 0);
  sum = multiply(sum, low[0]!, r, 0);
  exp.mHi = add(r, 0, sum, low[0]!);
  exp.mLo = low[0]!;
  const scale = 2 ** parts.exponent[j]!;
  const part = parts.hi[j]! * scale;
  const partLow = parts.lo[j]! * scale;
  const more = multiply(part, partLow, exp.mHi, exp.mLo);
  const hi = add(part, partLow, more, low[0]!);
  const lo = low[0]!;
  exp.hi = i === 0 ? hi : multiply(hi, lo, wholes.hi[i]!, wholes.lo[i]!);
  exp.lo = i === 0 ? lo : low[0]!;
  exp.exponent = i === 0 ? 0 : wholes.exponent[i]!;
  exp.j = i === 0 ? j : -1;
}

/** 1 + e^(−t). */
const base = { hi: 0, lo: 0 };
function addOne(): void {
  const scale = exp.exponent < -120 ? 0 : 2 ** exp.exponent;
  base.hi = add(1, 0, exp.hi * scale, exp.lo * scale);
  base.lo = low[0]!;
}

/** v · 2ⁿ in two steps, neither of which under- or overflows where the result does not. */
function scaled(v: number, n: number): number {
  const half = n >> 1;
  return v * 2 ** half * 2 ** (n - half);
}

/** (hi + lo) · 2ⁿ rounded once, hi > 0; |lo| ≤ ulp(hi)/2, so that hi is the sum rounded. */
function rounded(hi: number, lo: number, n: number): number {
  const nearest = scaled(hi, n);
  if (nearest >= 2 ** -1022) return nearest;
  // Counted in the least subnormal: a tie of hi is none where lo is not 0.
  const count = scaled(hi, Math.max(n + 1074, -200));
  const whole = count + 2 ** 52 - 2 ** 52;
  const rest = count - whole;
  const step = rest === 0.5 && lo > 0 ? 1 : rest === -0.5 && lo < 0 ? -1 : 0;
  return (whole + step) * 2 ** -1074;
}

/**
 * hi + v + t with |hi| > |v| and a t that only shows where hi + v is all but half way between two doubles: one of the two,
 * with what is left in `low`.
 */
function decided(hi: number, v: number, t: number): number {
  const sum = hi + v;
  const rest = v - (sum - hi);
  const other = sum + 2 * rest;
  if (rest === 0 || other - sum !== 2 * rest) {
    low[0] = rest + t;
    return sum;
  }
  // A tie, which t breaks: what is left is less than half way, so that no later sum makes it a tie again.
  const isOther = Math.sign(t) === Math.sign(rest);
  low[0] = (isOther ? -rest : rest) * (1 - 2 ** -52);
  return isOther ? other : sum;
}

function sigmoidOf(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (x === -Infinity) return 0;
  if (Math.abs(x) < small) {
    // ½ + x/4 − x³/48 + …
    const hi = decided(0.5, x / 4, (-x * x * x) / 48);
    return hi + low[0]!;
  }
  expOfMinus(Math.min(Math.abs(x), farthest));
  addOne();
  const hi = x < 0 ? divide(exp.hi, exp.lo, base.hi, base.lo) : divide(1, 0, base.hi, base.lo);
  return rounded(hi, low[0]!, x < 0 ? exp.exponent : 0);
}

function tanhOf(x: number): number {
  // tanh x = x − x³/3 + …, less than half an ulp from x.
  if (Math.abs(x) < tiny || Number.isNaN(x)) return x;
  expOfMinus(Math.min(2 * Math.abs(x), farthest));
  addOne();
  let hi = 0;
  if (exp.j < 0) {
    const scale = exp.exponent < -120 ? 0 : 2 ** exp.exponent;
    hi = add(1, 0, -exp.hi * scale, -exp.lo * scale);
  } else {
    // 1 − e^(−j/256) · (1 + m), where the first difference is known to its last bit.
    const { j } = exp;
    const scale = 2 ** parts.exponent[j]!;
    const more = multiply(parts.hi[j]! * scale, parts.lo[j]! * scale, -exp.mHi, -exp.mLo);
    const moreLow = low[0]!;
    const own = 2 ** complements.exponent[j]!;
    hi = add(complements.hi[j]! * own, complements.lo[j]! * own, more, moreLow);
  }
  hi = divide(hi, low[0]!, base.hi, base.lo);
  return x < 0 ? -hi : hi;
}

/** floor(log2 x) of a normal double. */
const word = new Float64Array(1);
const words = new BigUint64Array(word.buffer);
function exponentOf(x: number): number {
  word[0] = x;
  return Number(words[0]! >> 52n) - 1023;
}

/** dy · f′(x): f = σ for factor 1, tanh for 2, f′(x) = factor² · e/(1 + e)² with e = e^(−factor·|x|). */
function slope(factor: 1 | 2, x: number, dy: number): number {
  if (Number.isNaN(x) || Number.isNaN(dy)) return NaN;
  if (Math.abs(x) === Infinity) return dy / Infinity;
  if (dy === 0 || Math.abs(dy) === Infinity) return dy;
  let hi = 1;
  let lo = 0;
  let n = 2 * (factor - 2);
  if (Math.abs(x) < tiny) {
    // f′(0) · (1 − …): however little is missing, it decides ties.
    lo = x === 0 ? 0 : -Math.max(((factor * factor) / 4) * x * x, 2 ** -300);
  } else if (Math.abs(x) < small) {
    // f′(0) · (1 − u + ⅔ u² − …) with u = (factor · x/2)².
    const half = (factor * x) / 2;
    const u = multiply(half, 0, half, 0);
    hi = decided(1, -u, (2 / 3) * u * u - low[0]!);
    lo = low[0]!;
  } else {
    expOfMinus(Math.min(factor * Math.abs(x), farthest));
    addOne();
    const square = multiply(base.hi, base.lo, base.hi, base.lo);
    hi = divide(exp.hi, exp.lo, square, low[0]!);
    lo = low[0]!;
    n = exp.exponent + 2 * (factor - 1);
  }
  const size = Math.abs(dy);
  const normal = size < 2 ** -1022 ? size * 2 ** 60 : size;
  const exponent = exponentOf(normal);
  hi = multiply(hi, lo, scaled(normal, -exponent), 0);
  const result = rounded(hi, low[0]!, n + exponent - (normal === size ? 0 : 60));
  return dy < 0 ? -result : result;
}

type Forward = (x: Float64Array, y: Float64Array) => void;
type Vjp = (x: Float64Array, dy: Float64Array, dx: Float64Array) => void;

interface Kernels {
  readonly forward: Forward;
  readonly vjp: Vjp;
}

function forwardOf(f: (x: number) => number): Forward {
  return (x, y) => {
    for (let i = 0; i < y.length; i++) y[i] = f(x[i]!);
  };
}

function vjpOf(f: (x: number, dy: number) => number): Vjp {
  return (x, dy, dx) => {
    for (let i = 0; i < dx.length; i++) dx[i] = f(x[i]!, dy[i]!);
  };
}

/** The kernels of each op. */
export const sigmoid: Kernels = {
  forward: forwardOf(sigmoidOf),
  vjp: vjpOf((x, dy) => slope(1, x, dy)),
};
export const tanh: Kernels = { forward: forwardOf(tanhOf), vjp: vjpOf((x, dy) => slope(2, x, dy)) };
/** max(x, +0), and dy selected where x > 0: NaN for a NaN x. */
export const relu: Kernels = {
  forward: forwardOf((x) => (x > 0 || Number.isNaN(x) ? x : 0)),
  vjp: vjpOf((x, dy) => (x > 0 ? dy : Number.isNaN(x) ? x : 0)),
};
