import {
  type FloatFormat,
  floatTypes,
  type Line,
  type Magnitudes,
  signedUlpError,
  type Values,
} from '@rectify/float';
import type { FunctionSide } from '../inputs/sides.ts';
import { addBinadeErrors, type ProfileSums, toUnits } from '../verdict/profile.ts';
import { type GridBlock, indexOf, sideOf, truthOfSide } from './block.ts';
import { compareSide } from './compare.ts';
import { dropNans, findSuspects, scratchOf, type SideSuspects } from './find-suspects.ts';
import { nearly, noteGreatest } from './greatest.ts';
import { nearPlaces, noneMatched } from './matched.ts';
import { countSubnormalInputs, measureSuspects } from './suspects.ts';

/** End of the run of places from `start` on whose magnitudes have its exponent. */
export function endOfBinade(line: Line, magnitudes: Magnitudes, start: number): number {
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

/** How many subnormal results are due. */
function countSubnormal(
  due: Values,
  { leastNormal }: FloatFormat,
  { isMonotone }: FunctionSide,
  start: number,
  end: number,
): number {
  const isNormal = (value: number): boolean => Math.abs(value) >= leastNormal;
  // Where sizes only rise or only fall, between two normal results there are only such.
  if (isMonotone && isNormal(due[start]!) && isNormal(due[end - 1]!)) return 0;
  let count = 0;
  for (let place = start; place < end; place++)
    if (due[place] !== 0 && !isNormal(due[place]!)) count++;
  return count;
}

/** Measures the errors of one side of a block into the profile, and returns its suspects: valid until the next call. */
export function measureSide(block: GridBlock, negative: boolean, sums: ProfileSums): SideSuspects {
  const { magnitudes, from } = block;
  const { request, format } = block.context;
  const { line } = floatTypes[request.dtype];
  const truth = truthOfSide(block, negative);
  const side = sideOf(block, negative);
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
    const field = line.fieldOf(magnitudes[start]!);
    const isFinite = field < line.infiniteField;
    let matched = noneMatched;
    if (isFinite) ({ found, matched } = compareSide(block, negative, start, end, suspects, before));
    else {
      found = findSuspects(block, negative, start, end, suspects, before);
      found = dropNans(block, negative, suspects, before, found);
    }
    // Of the last binade only ∞ has an error, 0 if it is no suspect; it comes first.
    const tested = isFinite ? end - start : Number(magnitudes[start] === line.infinity);
    if (tested === 0) continue;
    const own = suspects.subarray(before, found);
    if (matched.max > nearly(sums.maxUlpForgiven)) {
      const near = nearPlaces(truth, format, start, end, matched.max);
      noteGreatest(block, negative, near, sums);
    }
    const rest = measureSuspects(block, negative, own, ulps.subarray(before, found), sums);
    addBinadeErrors(sums, field + (negative ? line.infiniteField + 1 : 0), {
      tested,
      // What is right to the bit is within half a ULP, though the double of a near tie may say a trifle more.
      max: Math.max(Math.min(matched.max, 0.5), rest.max),
      searched: 0,
      absolute: toUnits(matched.absolute + rest.absolute),
      signed: toUnits(matched.signed + rest.signed),
      infinite: rest.infinite,
      histogram: rest.histogram,
    });
    if (field > 0) sums.subnormalResults += countSubnormal(truth.due, format, side, start, end);
    else countSubnormalInputs(block, negative, start, end, sums);
  }
  return { places: suspects.subarray(0, found), ulps };
}
