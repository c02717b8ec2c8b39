import { bitLength, divideDown, divideUp, expBounds, shiftDown, shiftUp } from './fixed.ts';

/** The real number n · 2ˢᶜᵃˡᵉ for some n in [low, high]: exact where both are the same. */
export interface RealInterval {
  readonly low: bigint;
  readonly high: bigint;
  readonly scale: number;
}

/** A number stands for itself: every finite double is exact. */
export type Real = RealInterval | number;

/**
 * Arithmetic on intervals. Each result contains the true one at every real number of its operands; its ends have at most
 * as many bits as the precision, rounded outwards, so that what is tiny is as precise as what is not. What has so few bits is
 * exact: a result of exact operands that fits has no width.
 */
export interface Arithmetic {
  readonly add: (a: Real, b: Real) => RealInterval;
  readonly subtract: (a: Real, b: Real) => RealInterval;
  readonly negate: (a: Real) => RealInterval;
  readonly multiply: (a: Real, b: Real) => RealInterval;
  /** Throws where the divisor may be 0. */
  readonly divide: (a: Real, b: Real) => RealInterval;
  readonly square: (a: Real) => RealInterval;
  /** Throws above 4096: in 1 / (1 + eˣ) take e^−|x|. */
  readonly exp: (a: Real) => RealInterval;
  /** From the least of both to the greatest. */
  readonly hull: (a: Real, b: Real) => RealInterval;
}

const view = new DataView(new ArrayBuffer(8));

/** A finite double as an integer times a power of two. */
export function fromDouble(x: number): RealInterval {
  if (!Number.isFinite(x)) throw new RangeError(`${x} is no real number`);
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const field = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xf_ffff_ffff_ffffn;
  const magnitude = field === 0 ? fraction : fraction | 0x10_0000_0000_0000n;
  const n = x < 0 ? -magnitude : magnitude;
  return { low: n, high: n, scale: Math.max(field, 1) - 1075 };
}

const known = new Map<number, Arithmetic>();

/** The arithmetic of a precision in bits. */
export function arithmetic(precision: number): Arithmetic {
  let own = known.get(precision);
  if (own === undefined) known.set(precision, (own = make(precision)));
  return own;
}

function make(precision: number): Arithmetic {
  const add = (a: Real, b: Real): RealInterval => {
    const [p, q] = aligned(real(a), real(b), precision);
    return rounded(p.low + q.low, p.high + q.high, p.scale, precision);
  };
  return {
    add,
    subtract: (a, b) => add(a, negate(b)),
    negate,
    multiply(a, b) {
      const [p, q] = [real(a), real(b)];
      const products = [p.low * q.low, p.low * q.high, p.high * q.low, p.high * q.high];
      return rounded(least(products), greatest(products), p.scale + q.scale, precision);
    },
    divide(a, b) {
      const [p, q] = [real(a), real(b)];
      if (q.low > 0n) return quotient(p, q, precision);
      if (q.high < 0n) return quotient(negate(p), negate(q), precision);
      throw new RangeError('a divisor that may be 0: write it so that it is not');
    },
    square(a) {
      const { low, high, scale } = real(a);
      const squares = [low * low, high * high];
      const floor = low < 0n && high > 0n ? 0n : least(squares);
      return rounded(floor, greatest(squares), 2 * scale, precision);
    },
    exp(a) {
      const { low, high, scale } = real(a);
      const floor = expBounds(low, scale, precision);
      return low === high ? floor : hull(floor, expBounds(high, scale, precision), precision);
    },
    hull: (a, b) => hull(real(a), real(b), precision),
  };
}

function real(a: Real): RealInterval {
  return typeof a === 'number' ? fromDouble(a) : a;
}

export function negate(a: Real): RealInterval {
  const { low, high, scale } = real(a);
  return { low: -high, high: -low, scale };
}

function hull(a: RealInterval, b: RealInterval, precision: number): RealInterval {
  const [p, q] = aligned(a, b, precision);
  return rounded(least([p.low, q.low]), greatest([p.high, q.high]), p.scale, precision);
}

/** a / b for b > 0, to so many bits that a quotient which fits is exact. */
function quotient(a: RealInterval, b: RealInterval, precision: number): RealInterval {
  const shift = Math.max(precision + bitLength(b.high) - width(a) + 1, 0);
  const [low, high] = [shiftDown(a.low, shift), shiftDown(a.high, shift)];
  return rounded(
    divideDown(low, low < 0n ? b.low : b.high),
    divideUp(high, high < 0n ? b.high : b.low),
    a.scale - b.scale - shift,
    precision,
  );
}

/** Both in the same units, so small that rounding to the precision loses no more than it would. */
function aligned(
  a: RealInterval,
  b: RealInterval,
  precision: number,
): readonly [RealInterval, RealInterval] {
  const top = Math.max(width(a) + a.scale, width(b) + b.scale);
  const scale = Math.max(Math.min(a.scale, b.scale), top - precision - 2);
  return [inUnits(a, scale), inUnits(b, scale)];
}

/** In other units, outwards where they are greater. */
function inUnits({ low, high, scale }: RealInterval, unit: number): RealInterval {
  const shift = scale - unit;
  return { low: shiftDown(low, shift), high: shiftUp(high, shift), scale: unit };
}

function rounded(low: bigint, high: bigint, scale: number, precision: number): RealInterval {
  const excess = width({ low, high }) - precision;
  return excess <= 0 ? { low, high, scale } : inUnits({ low, high, scale }, scale + excess);
}

/** Bits of the end that is farthest from 0. */
function width({ low, high }: Pick<RealInterval, 'low' | 'high'>): number {
  return Math.max(bitLength(low), bitLength(high));
}

function least(values: readonly bigint[]): bigint {
  return values.reduce((a, b) => (b < a ? b : a));
}

function greatest(values: readonly bigint[]): bigint {
  return values.reduce((a, b) => (b > a ? b : a));
}
