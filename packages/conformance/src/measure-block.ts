import { leastNormal, signedUlpError, ulpOf } from '@rectify/float';
import { infinityOrdinal } from './points.ts';
import { isFlushed } from './pointwise.ts';
import { addBinadeErrors, noteMax, type ProfileSums, toUnits } from './profile.ts';
import type { Truth } from './truth.ts';

const ulpByExponent = Float64Array.from(
  { length: 256 },
  (_, field) => 1 / ulpOf(2 ** (Math.min(field, 254) - 127)),
);
const bucketFloat = new Float32Array(1);
const bucketBits = new Uint32Array(bucketFloat.buffer);
const counts = new Uint32Array(2048);

/** A symmetric batch with its results; `from` is the first magnitude that counts. */
export interface Block extends Truth {
  readonly magnitudes: Uint32Array;
  readonly from: 0 | 1;
  readonly x: Float32Array;
  readonly y: Float32Array;
}

/** Index in the arrays of a magnitude's place, for +x and −x. */
export function indexOf(block: Block, place: number, negative: boolean): number {
  const count = block.magnitudes.length;
  return negative ? count - 1 - place : count + place;
}

/**
 * Measures the errors of one side of a block into the profile, binade by binade, and returns the places (of magnitudes,
 * ascending, those before `from` too) whose result is not the correctly rounded one to the bit.
 */
export function measureSide(
  block: Block,
  negative: boolean,
  atZero: number,
  sums: ProfileSums,
): Uint32Array {
  const { magnitudes, from, y, due, exact } = block;
  const yBits = new Int32Array(y.buffer, y.byteOffset, y.length);
  const dueBits = new Int32Array(due.buffer, due.byteOffset, due.length);
  const suspects = new Uint32Array(magnitudes.length);
  const step = negative ? -1 : 1;
  const sign = negative ? 0x80000000 : 0;
  let found = 0;
  let matched = 0;
  let place = 0;
  let index = indexOf(block, 0, negative);
  if (from === 1) {
    if (yBits[index] !== dueBits[index]) suspects[found++] = 0;
    place = 1;
    index += step;
  }
  sums.tested += magnitudes.length - from;
  while (place < magnitudes.length) {
    const exponent = (magnitudes[place] ?? 0) >>> 23;
    const start = place;
    let max = -1;
    let maxPlace = place;
    let absolute = 0;
    let signed = 0;
    let infinite = 0;
    let subnormal = 0;
    let nans = 0;
    for (; place < magnitudes.length; place++, index += step) {
      const magnitude = magnitudes[place] ?? 0;
      if (magnitude >>> 23 !== exponent) break;
      const bits = dueBits[index] ?? 0;
      const field = (bits >>> 23) & 255;
      let error = ((y[index] ?? NaN) - (exact[index] ?? NaN)) * (ulpByExponent[field] ?? 0);
      if (field === 0 && bits << 1 !== 0) subnormal++;
      let size = Math.abs(error);
      if (!(size < Infinity)) {
        if (magnitude > infinityOrdinal) {
          // NaN has no error; any NaN is right.
          nans++;
          if (!Number.isNaN(y[index])) suspects[found++] = place;
          continue;
        }
        error = signedUlpError(y[index] ?? NaN, exact[index] ?? NaN, due[index] ?? NaN);
        size = Math.abs(error);
        if (size === Infinity) {
          infinite++;
          error = 0;
        }
      }
      if (yBits[index] !== bits) suspects[found++] = place;
      else if (size > matched) matched = size;
      if (size > max) {
        max = size;
        maxPlace = place;
      }
      if (size < Infinity) absolute += size;
      signed += error;
      bucketFloat[0] = size;
      const bucket = (bucketBits[0] ?? 0) >>> 20;
      counts[bucket] = (counts[bucket] ?? 0) + 1;
    }
    const histogram = new Map<number, number>();
    for (let bucket = 0; bucket < counts.length; bucket++)
      if (counts[bucket] !== 0) histogram.set(bucket, counts[bucket] ?? 0);
    counts.fill(0);
    const key = exponent + (negative ? 256 : 0);
    const tested = place - start - nans;
    if (tested === 0) continue;
    addBinadeErrors(sums, key, {
      tested,
      max,
      absolute: toUnits(absolute),
      signed: toUnits(signed),
      infinite,
      histogram,
    });
    noteMax(sums, max, ((magnitudes[maxPlace] ?? 0) | sign) >>> 0);
    if (exponent > 0) sums.subnormalResults += subnormal;
    if (exponent === 0) countSubnormalInputs(block, start, place, negative, atZero, sums);
  }
  sums.maxUlpForgiven = Math.max(sums.maxUlpForgiven, matched);
  return suspects.subarray(0, found);
}

function countSubnormalInputs(
  block: Block,
  start: number,
  end: number,
  negative: boolean,
  atZero: number,
  sums: ProfileSums,
): void {
  for (let place = start; place < end; place++) {
    const index = indexOf(block, place, negative);
    if (block.magnitudes[place] === 0 || block.due[index] === atZero) continue;
    sums.subnormalInputs++;
    if (block.y[index] === atZero) sums.flushedInputs++;
  }
}

/** Counts what is misrounded among the suspects of one side, and the greatest error with flushing forgiven. */
export function measureSuspects(
  block: Block,
  suspects: Uint32Array,
  negative: boolean,
  atZero: number,
  sums: ProfileSums,
): void {
  const { from, x, y, due, exact } = block;
  for (const place of suspects) {
    if (place < from) continue;
    const index = indexOf(block, place, negative);
    if (Number.isNaN(x[index])) continue;
    const point = {
      x: x[index] ?? NaN,
      dy: 1,
      y: y[index] ?? NaN,
      due: due[index] ?? NaN,
      exact: exact[index] ?? NaN,
    };
    const error = Math.abs(signedUlpError(point.y, point.exact, point.due));
    if (error > sums.maxUlpForgiven && !isFlushed(point, atZero)) sums.maxUlpForgiven = error;
    if (point.y === point.due) continue;
    sums.misrounded++;
    if (error > 1) sums.overOneUlp++;
    if (
      Math.abs(point.x) >= leastNormal &&
      point.due !== 0 &&
      Math.abs(point.due) < leastNormal &&
      point.y === 0
    )
      sums.flushedResults++;
  }
}
