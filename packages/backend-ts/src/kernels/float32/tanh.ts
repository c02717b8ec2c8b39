import type { Lanes } from '../../holders.ts';
import type { Loops } from '../loops.ts';
import { buildCubics, type Cubics, twoWays } from './cubics.ts';
import { buildPieces, type BinadeForm, type Pieces } from './pieces.ts';
import { roundedProduct, slopeError } from './product.ts';
import { tanhSeries, tanhSlopeSeries } from './series.ts';

/** Rows are 1/32 wide from ½ on, and a sixteenth of the binade below. */
function cutsAt(exponent: number): number {
  return Math.max(exponent - 122, 4);
}

function forwardAt(exponent: number, low: number): BinadeForm {
  if (exponent === 255) return { kind: 'not-finite', limit: 1 };
  // tanh(16) > 1 − 2⁻²⁵: the results round to 1.
  if (exponent >= 131) return { kind: 'line', start: 1, slope: 0 };
  // tanh(x) = x − x³/3 + …: below 2⁻¹² it rounds to x.
  if (exponent < 115) return { kind: 'line', start: low, slope: 1 };
  return { kind: 'cut', cuts: cutsAt(exponent), series: tanhSeries };
}

function slopeAt(exponent: number): BinadeForm {
  if (exponent === 255) return { kind: 'not-finite', limit: 0 };
  // Any dy times this rounds to 0, and dy = ∞ stays ∞.
  if (exponent >= 134) return { kind: 'line', start: 2 ** -1000, slope: 0 };
  // tanh′(x) = 1 − x² + …: below 2⁻¹³ it rounds to 1.
  if (exponent < 114) return { kind: 'line', start: 1, slope: 0 };
  return { kind: 'cut', cuts: Math.min(cutsAt(exponent), 10), series: tanhSlopeSeries };
}

const capacity = 4096;
const rowMask = capacity - 1;
const forward = buildPieces({ binadeAt: forwardAt, signs: 1, capacity, nudges: [] });
const slope = buildPieces({ binadeAt: slopeAt, signs: 1, capacity, nudges: [] });

/**
 * The tables. All 2³² inputs of both functions, vjp with dy = 1, were compared with 80-bit arithmetic, and with MPFR at 400
 * bits where that was in doubt: no result is misrounded, and pieces.test.ts holds the tables to those of that sweep.
 */
export const pieces: Readonly<Record<'forward' | 'slope', Pieces>> = { forward, slope };

// The loops below stand in sigmoid.ts too: V8 folds tables that are constants of the module; shared, the second op takes 2.8 times as long.
const { shift: forwardShift, offset: forwardOffset, mask: forwardMask } = forward;
const [forward0, forward1, forward2, forward3, forward4, forward5, forward6] = forward.c;
/** ±1 for each sign and exponent. */
const signs = Float64Array.from({ length: 512 }, (_, e) => (e < 256 ? 1 : -1));
const { shift: slopeShift, offset: slopeOffset, mask: slopeMask } = slope;
const [slope0, slope1, slope2, slope3, slope4, slope5, slope6] = slope.c;

/** tanh of the float with these bits. */
function valueOf(b: number): number {
  const e = b >>> 23;
  const sign = signs[e]!;
  const p = ((b >>> forwardShift[e]!) + forwardOffset[e]!) & rowMask;
  const r = b & forwardMask[e]!;
  const r2 = r * r;
  return (
    sign *
    (forward0[p]! +
      r *
        (forward1[p]! +
          forward2[p]! * r +
          r2 * (forward3[p]! + forward4[p]! * r + r2 * (forward5[p]! + forward6[p]! * r))))
  );
}

/** tanh′ of the float with these bits. */
function slopeOf(b: number): number {
  const e = b >>> 23;
  const p = ((b >>> slopeShift[e]!) + slopeOffset[e]!) & rowMask;
  const r = b & slopeMask[e]!;
  const r2 = r * r;
  return (
    slope0[p]! +
    r *
      (slope1[p]! +
        slope2[p]! * r +
        r2 * (slope3[p]! + slope4[p]! * r + r2 * (slope5[p]! + slope6[p]! * r)))
  );
}

/** Tables of the forward loop, whose results are the same on all 2³² inputs. */
export const cubics: Cubics = buildCubics(valueOf, 2, 2 ** -48);
const { low, high, first, second, third } = cubics;
/** Tables of the vjp loop, whose results for dy = 1 are the same on all 2³² inputs. */
export const slopes: Cubics = buildCubics(slopeOf, 1, slopeError);
const {
  low: slopeLow,
  high: slopeHigh,
  first: slopeFirst,
  second: slopeSecond,
  third: slopeThird,
} = slopes;

/** Writes y of lane i by the cubics. Returns whether that is certain to be right. */
function cubicLane(from: Int32Array, to: Float32Array, i: number): boolean {
  const b = from[i]!;
  const p = (b >>> 16) * 5;
  const r = b & 0xffff;
  const t = r * (first[p]! + r * (second[p]! + r * third[p]!));
  const y = Math.fround(low[p]! + t);
  to[i] = y;
  return y === Math.fround(high[p]! + t);
}

/** Writes dx of lane i by the cubics. Returns whether that is certain to be right. */
function slopeLane(from: Int32Array, upstream: Float32Array, to: Float32Array, i: number): boolean {
  const b = from[i]!;
  const dy = upstream[i]!;
  const p = ((b >>> 16) & 0x7fff) * 5;
  const r = b & 0xffff;
  const t = r * (slopeFirst[p]! + r * (slopeSecond[p]! + r * slopeThird[p]!));
  const dx = Math.fround(dy * (slopeLow[p]! + t));
  to[i] = dx;
  return dx === Math.fround(dy * (slopeHigh[p]! + t));
}

/** y = tanh(x). */
const forwardLoop = twoWays({
  fast({ bits: from }, _, to, start, end, doubtful) {
    let doubts = 0;
    const pairs = end - ((end - start) & 1);
    // Two lanes a turn: the turn itself costs as much as a part of the work.
    for (let i = start >>> 0; i < pairs; i += 2) {
      if (!cubicLane(from, to, i)) doubtful[doubts++] = i;
      if (!cubicLane(from, to, i + 1)) doubtful[doubts++] = i + 1;
    }
    if (pairs < end && !cubicLane(from, to, pairs)) doubtful[doubts++] = pairs;
    return doubts;
  },
  exact({ bits: from }, _, to, start, end) {
    for (let i = start; i < end; i++) to[i] = valueOf(from[i]!);
  },
});

/** dx = dy·tanh′(x). */
const vjpLoop = twoWays({
  fast({ bits: from }, { floats: upstream }, to, start, end, doubtful) {
    let doubts = 0;
    const pairs = end - ((end - start) & 1);
    for (let i = start >>> 0; i < pairs; i += 2) {
      if (!slopeLane(from, upstream, to, i)) doubtful[doubts++] = i;
      if (!slopeLane(from, upstream, to, i + 1)) doubtful[doubts++] = i + 1;
    }
    if (pairs < end && !slopeLane(from, upstream, to, pairs)) doubtful[doubts++] = pairs;
    return doubts;
  },
  exact({ bits: from, floats: xs }, { floats: upstream }, to, start, end) {
    for (let i = start; i < end; i++) {
      const dy = upstream[i]!;
      to[i] = roundedProduct(dy * slopeOf(from[i]!), 2, xs[i]!, dy);
    }
  },
});

export const loops: Loops<Lanes> = { forward: (x, y) => forwardLoop(x, x, y), vjp: vjpLoop };
