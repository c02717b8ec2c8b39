import {
  type DType,
  dtypes,
  signedUlpError,
  type Values,
  type FloatFormat,
  floatTypes,
} from '@rectify/float';
import type { TrueValues } from '@rectify/oracle';
import { type Block, indexOf, truthOfSide } from './block.ts';
import { countSubnormalInputs, measureSuspects } from './measure-suspects.ts';
import { nearly, noteGreatest } from './greatest.ts';
import type { Line, Magnitudes } from '@rectify/float';
import { addBinadeErrors, type ProfileSums, toUnits } from './profile.ts';

/**
 * 1 / ulp of each dtype by the exponent field of a float32; ∞ and NaN get any, as errors against them are found by another
 * way.
 */
const perUlps: ReadonlyMap<DType, Float64Array> = new Map(
  dtypes.map((dtype) => [
    dtype,
    Float64Array.from({ length: 256 }, (_, field) =>
      field === 255 ? 1 : 1 / floatTypes[dtype].format.ulpOf(2 ** (field - 127)),
    ),
  ]),
);

/** End of the run of places from `start` on whose magnitudes have its exponent. */
function endOfBinade(line: Line, magnitudes: Magnitudes, start: number): number {
  const next = line.at(line.fieldOf(magnitudes[start]!) + 1, 0);
  let low = start;
  let high = magnitudes.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (magnitudes[middle]! < next) low = middle;
    else high = middle;
  }
  return high;
}

/** Sums over the results of a run of places that are right to the bit. */
interface Matched {
  max: number;
  absolute: number;
  signed: number;
}

/** Notes the places of one binade of one side whose results are not right to the bit, and returns their new end. */
function findSuspects(
  block: Block,
  negative: boolean,
  start: number,
  end: number,
  suspects: Uint32Array,
  found: number,
): number {
  const { y } = block;
  const { due, rest } = truthOfSide(block, negative);
  if (rest !== null) return findWideSuspects(block, negative, start, end, suspects, found);
  const yBits = new Int32Array(y.buffer, y.byteOffset, y.length);
  const dueBits = new Int32Array(due.buffer, due.byteOffset, due.length);
  const first = indexOf(block, 0, negative);
  let count = found;
  // Two loops, because V8 takes twice the time where the step is a variable.
  if (negative) {
    for (let place = start; place < end; place++)
      if (yBits[first - place] !== dueBits[place]) suspects[count++] = place;
  } else {
    for (let place = start; place < end; place++)
      if (yBits[first + place] !== dueBits[place]) suspects[count++] = place;
  }
  return count;
}

/** The same for float64, which is never swept. */
function findWideSuspects(
  block: Block,
  negative: boolean,
  start: number,
  end: number,
  suspects: Uint32Array,
  found: number,
): number {
  const { due } = truthOfSide(block, negative);
  let count = found;
  for (let place = start; place < end; place++)
    if (!Object.is(block.y[indexOf(block, place, negative)], due[place])) suspects[count++] = place;
  return count;
}

/** Adds the errors of correctly rounded results: the inner loop of a sweep. */
function addErrors(
  { due, exact, rest }: TrueValues,
  perUlp: Float64Array,
  start: number,
  end: number,
  sums: Matched,
): void {
  if (rest !== null) {
    for (let place = start; place < end; place++) {
      const size = Math.abs(rest[place]!);
      if (size > sums.max) sums.max = size;
      sums.absolute += size;
      sums.signed -= rest[place]!;
    }
    return;
  }
  const dueBits = new Int32Array(due.buffer, due.byteOffset, due.length);
  let { max, absolute, signed } = sums;
  for (let place = start; place < end; place++) {
    const error = (due[place]! - exact[place]!) * perUlp[(dueBits[place]! >>> 23) & 255]!;
    const size = Math.abs(error);
    if (size > max) max = size;
    absolute += size;
    signed += error;
  }
  sums.max = max;
  sums.absolute = absolute;
  sums.signed = signed;
}

const noneMatched: Matched = { max: 0, absolute: 0, signed: 0 };

/** Measures what is right to the bit from `start` to `end`: all but the suspects. */
function measureMatched(
  truth: TrueValues,
  perUlp: Float64Array,
  start: number,
  end: number,
  suspects: Uint32Array,
): Matched {
  const sums = { max: 0, absolute: 0, signed: 0 };
  let from = start;
  for (const place of suspects) {
    addErrors(truth, perUlp, from, place, sums);
    from = place + 1;
  }
  addErrors(truth, perUlp, from, end, sums);
  return sums;
}

/** Places from `start` to `end` whose errors may be the greatest, `max` by the double; one of them where doubt cannot matter. */
function nearPlaces(
  { due, exact, rest }: TrueValues,
  { ulpOf }: FloatFormat,
  start: number,
  end: number,
  max: number,
): Uint32Array {
  const floor = nearly(max);
  const near: number[] = [];
  for (let place = start; place < end; place++) {
    const lacking = rest === null ? 0 : rest[place]!;
    const size = Math.abs((due[place]! - exact[place]!) / ulpOf(due[place]!) - lacking);
    if (size < floor) continue;
    near.push(place);
    if (floor === max) break;
  }
  return Uint32Array.from(near);
}

/** How many subnormal results are due. */
function countSubnormal(
  due: Values,
  { leastNormal }: FloatFormat,
  start: number,
  end: number,
): number {
  const isNormal = (value: number): boolean => Math.abs(value) >= leastNormal;
  // Each side of a true function is monotone: between two normal results there are only such.
  if (isNormal(due[start]!) && isNormal(due[end - 1]!)) return 0;
  let count = 0;
  for (let place = start; place < end; place++)
    if (due[place] !== 0 && !isNormal(due[place]!)) count++;
  return count;
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

interface Scratch {
  readonly suspects: Uint32Array;
  readonly ulps: Float64Array;
}

const newScratch = (length: number): Scratch => ({
  suspects: new Uint32Array(length),
  ulps: new Float64Array(length),
});
let scratch = { positive: newScratch(0), negative: newScratch(0) };

/** Room for the suspects of one side, used again: to clear new memory would cost a sweep as much as to judge. */
function scratchOf(length: number, negative: boolean): Scratch {
  if (scratch.positive.suspects.length < length)
    scratch = { positive: newScratch(length), negative: newScratch(length) };
  return negative ? scratch.negative : scratch.positive;
}

/** Measures the errors of one side of a block into the profile, and returns its suspects: valid until the next call. */
export function measureSide(
  block: Block,
  negative: boolean,
  atZero: number,
  sums: ProfileSums,
): SideSuspects {
  const { magnitudes, from } = block;
  const { dtype } = block.request;
  const format = floatTypes[dtype].format;
  const line = floatTypes[dtype].line;
  const perUlp = perUlps.get(dtype)!;
  const truth = truthOfSide(block, negative);
  const { suspects, ulps } = scratchOf(magnitudes.length, negative);
  let found = 0;
  if (from === 1) {
    found = findSuspects(block, negative, 0, 1, suspects, 0);
    found = dropNans(block, negative, suspects, 0, found);
    const got = block.y[indexOf(block, 0, negative)]!;
    const due = truth.due[0]!;
    const error = signedUlpError(got, truth.exact[0]!, due, format.ulpOf(due));
    ulps[0] = Math.abs(error - (truth.rest?.[0] ?? 0));
  }
  sums.tested += magnitudes.length - from;
  for (let start: number = from, end: number; start < magnitudes.length; start = end) {
    end = endOfBinade(line, magnitudes, start);
    const before = found;
    found = findSuspects(block, negative, start, end, suspects, before);
    found = dropNans(block, negative, suspects, before, found);
    const field = line.fieldOf(magnitudes[start]!);
    const isFinite = field < line.infiniteField;
    // Of the last binade only ∞ has an error, 0 if it is no suspect; it comes first.
    const tested = isFinite ? end - start : Number(magnitudes[start] === line.infinity);
    if (tested === 0) continue;
    const own = suspects.subarray(before, found);
    const matched = isFinite ? measureMatched(truth, perUlp, start, end, own) : noneMatched;
    if (matched.max > nearly(sums.maxUlpForgiven)) {
      const near = nearPlaces(truth, format, start, end, matched.max);
      noteGreatest(block, negative, near, atZero, sums);
    }
    const rest = measureSuspects(block, negative, own, ulps.subarray(before, found), atZero, sums);
    addBinadeErrors(sums, field + (negative ? line.infiniteField + 1 : 0), {
      tested,
      // What is right to the bit is within half a ULP, though the double of a near tie may say a trifle more.
      max: Math.max(Math.min(matched.max, 0.5), rest.max),
      absolute: toUnits(matched.absolute + rest.absolute),
      signed: toUnits(matched.signed + rest.signed),
      infinite: rest.infinite,
      histogram: rest.histogram,
    });
    if (field > 0) sums.subnormalResults += countSubnormal(truth.due, format, start, end);
    else countSubnormalInputs(block, negative, start, end, atZero, sums);
  }
  return { places: suspects.subarray(0, found), ulps };
}
