import { signedUlpError, ulpOf } from '@rectify/float';
import { type Block, indexOf, truthOfSide } from './block.ts';
import { countSubnormalInputs, measureSuspects } from './measure-suspects.ts';
import { infinityOrdinal } from './points.ts';
import { nearly, noteGreatest } from './greatest.ts';
import { addBinadeErrors, type ProfileSums, toUnits } from './profile.ts';

/** 1 / ulp by exponent field; ∞ and NaN get any, as errors against them are found by another way. */
const perUlp = Float64Array.from({ length: 256 }, (_, field) =>
  field === 255 ? 1 : 1 / ulpOf(2 ** (field - 127)),
);

/** End of the run of places from `start` on whose magnitudes have its exponent. */
function endOfBinade(magnitudes: Uint32Array, start: number): number {
  const next = ((magnitudes[start]! >>> 23) + 1) * 2 ** 23;
  let low = start;
  let high = magnitudes.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (magnitudes[middle]! < next) low = middle;
    else high = middle;
  }
  return high;
}

/** Sums over the results of a binade that are right to the bit. */
interface Matched {
  readonly max: number;
  /** How many places there are that may have the greatest error. */
  readonly near: number;
  readonly absolute: number;
  readonly signed: number;
  readonly subnormal: number;
  /** How many suspects there are so far. */
  readonly found: number;
}

/** One binade of one side: the inner loop of a sweep. Suspects are noted, the rest is measured. */
function measureMatched(
  block: Block,
  negative: boolean,
  start: number,
  end: number,
  suspects: Uint32Array,
  found: number,
  near: Uint32Array,
): Matched {
  const { y } = block;
  const { due, exact } = truthOfSide(block, negative);
  const yBits = new Int32Array(y.buffer, y.byteOffset, y.length);
  const dueBits = new Int32Array(due.buffer, due.byteOffset, due.length);
  const step = negative ? -1 : 1;
  let max = 0;
  let floor = 0;
  let nearCount = 0;
  let absolute = 0;
  let signed = 0;
  let subnormal = 0;
  let count = found;
  for (let place = start, index = indexOf(block, start, negative); place < end; place++) {
    const bits = dueBits[place]!;
    const field = (bits >>> 23) & 255;
    if (yBits[index] !== bits) suspects[count++] = place;
    else if (field !== 255) {
      if (field === 0 && bits << 1 !== 0) subnormal++;
      const error = (y[index]! - exact[place]!) * perUlp[field]!;
      const size = Math.abs(error);
      if (size > floor) {
        if (size > max) {
          // What came before is near still, unless this one is clear of it.
          if (nearly(size) > max) nearCount = 0;
          max = size;
          floor = nearly(size);
        }
        near[nearCount++] = place;
      }
      absolute += size;
      signed += error;
    }
    index += step;
  }
  return { max, near: nearCount, absolute, signed, subnormal, found: count };
}

/** Leaves out suspects from `before` on that are NaN where NaN is due, for any NaN is right; gives their new end. */
function dropNans(
  block: Block,
  negative: boolean,
  suspects: Uint32Array,
  before: number,
  end: number,
): number {
  const { due } = truthOfSide(block, negative);
  let kept = before;
  for (let at = before; at < end; at++) {
    const place = suspects[at]!;
    if (Number.isNaN(due[place]) && Number.isNaN(block.y[indexOf(block, place, negative)]))
      continue;
    suspects[kept++] = place;
  }
  return kept;
}

/** Results of one side that are not the correctly rounded ones to the bit. */
export interface SideSuspects {
  /** Ascending; one before `from` too. */
  readonly places: Uint32Array;
  /** Error of each in ULP, by index in `places`. */
  readonly ulps: Float64Array;
}

/** Measures the errors of one side of a block into the profile, and returns its suspects. */
export function measureSide(
  block: Block,
  negative: boolean,
  atZero: number,
  sums: ProfileSums,
): SideSuspects {
  const { magnitudes, from } = block;
  const suspects = new Uint32Array(magnitudes.length);
  const ulps = new Float64Array(magnitudes.length);
  const near = new Uint32Array(magnitudes.length);
  let found = 0;
  if (from === 1) {
    found = measureMatched(block, negative, 0, 1, suspects, 0, near).found;
    found = dropNans(block, negative, suspects, 0, found);
    const { due, exact } = truthOfSide(block, negative);
    const got = block.y[indexOf(block, 0, negative)]!;
    ulps[0] = Math.abs(signedUlpError(got, exact[0]!, due[0]!));
  }
  sums.tested += magnitudes.length - from;
  for (let start: number = from, end: number; start < magnitudes.length; start = end) {
    end = endOfBinade(magnitudes, start);
    const before = found;
    const matched = measureMatched(block, negative, start, end, suspects, before, near);
    found = dropNans(block, negative, suspects, before, matched.found);
    const exponent = magnitudes[start]! >>> 23;
    // Of the last binade only ∞ has an error; it comes first.
    const tested = exponent < 255 ? end - start : Number(magnitudes[start] === infinityOrdinal);
    if (tested === 0) continue;
    if (matched.max > nearly(sums.maxUlpForgiven))
      noteGreatest(block, negative, near.subarray(0, matched.near), atZero, sums);
    const own = suspects.subarray(before, found);
    const rest = measureSuspects(block, negative, own, ulps.subarray(before, found), atZero, sums);
    addBinadeErrors(sums, exponent + (negative ? 256 : 0), {
      tested,
      // What is right to the bit is within half a ULP, though the double of a near tie may say a trifle more.
      max: Math.max(Math.min(matched.max, 0.5), rest.max),
      absolute: toUnits(matched.absolute + rest.absolute),
      signed: toUnits(matched.signed + rest.signed),
      infinite: rest.infinite,
      histogram: rest.histogram,
    });
    if (exponent > 0) sums.subnormalResults += matched.subnormal + rest.subnormal;
    else countSubnormalInputs(block, negative, start, end, atZero, sums);
  }
  return { places: suspects.subarray(0, found), ulps };
}
