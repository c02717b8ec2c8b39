import { signedUlpError, floatTypes } from '@rectify/float';
import { type GridBlock, indexOf, truthOfSide } from './block.ts';
import { isFlushedAt, nearly, noteGreatest } from './greatest.ts';
import { type Element, isFlushed, isSubnormal } from '../element.ts';
import { noteMax, type ProfileSums } from '../verdict/profile.ts';

/** The bucket of an error is the top 12 bits of its float32: an eighth of a power of two. */
const bucketFloat = new Float32Array(1);
const bucketBits = new Uint32Array(bucketFloat.buffer);
const counts = new Uint32Array(2 ** 12);

/** Sums over the results of a binade that are not right to the bit. */
export interface SuspectErrors {
  max: number;
  absolute: number;
  signed: number;
  infinite: number;
  readonly histogram: Map<number, number>;
}

/** Measures the suspects of one binade of one side into `ulps`, and counts them in the profile. */
export function measureSuspects(
  block: GridBlock,
  negative: boolean,
  suspects: Uint32Array,
  ulps: Float64Array,
  profile: ProfileSums,
): SuspectErrors {
  const { x, y, magnitudes } = block;
  const { due, exact, rest } = truthOfSide(block, negative);
  const { context } = block;
  const { request, format, atZero } = context;
  const { leastNormal, ulpOf } = format;
  const { bitsOf } = floatTypes[request.dtype].line;
  const sums: SuspectErrors = {
    max: 0,
    absolute: 0,
    signed: 0,
    infinite: 0,
    histogram: new Map(),
  };
  const element: Element = { x: 0, dy: 1, y: 0, due: 0, exact: 0, rest: 0, ulp: 0 };
  let forgiven = 0;
  for (let at = 0; at < suspects.length; at++) {
    const place = suspects[at]!;
    const index = indexOf(block, place, negative);
    element.x = x[index]!;
    ulps[at] = Infinity;
    if (Number.isNaN(element.x)) continue;
    element.y = y[index]!;
    element.due = due[place]!;
    element.exact = exact[place]!;
    if (rest !== null) element.rest = rest[place]!;
    const error =
      signedUlpError(element.y, element.exact, element.due, ulpOf(element.due)) - element.rest;
    const size = Math.abs(error);
    ulps[at] = size;
    if (size > sums.max) sums.max = size;
    if (!isFlushed(element, atZero, format)) forgiven = Math.max(forgiven, size);
    else if (isSubnormal(format, element.x))
      profile.maxUlpFlushedInput = Math.max(profile.maxUlpFlushedInput, size);
    else profile.maxUlpFlushedResult = Math.max(profile.maxUlpFlushedResult, size);
    if (size === Infinity) {
      sums.infinite++;
      noteMax(profile, size, bitsOf(magnitudes[place]!, negative));
    } else {
      sums.absolute += size;
      sums.signed += error;
    }
    bucketFloat[0] = size;
    const bucket = bucketBits[0]! >>> 20;
    counts[bucket] = counts[bucket]! + 1;
    if (isSubnormal(format, element.due) && element.y === 0 && Math.abs(element.x) >= leastNormal)
      profile.flushedResults++;
    if (element.y === element.due) continue;
    profile.misrounded++;
    if (isOverOne(element, size, context)) profile.overOneUlp++;
  }
  for (let bucket = 0; suspects.length > 0 && bucket < counts.length; bucket++)
    if (counts[bucket]! > 0) sums.histogram.set(bucket, counts[bucket]!);
  counts.fill(0);
  if (forgiven === Infinity) profile.maxUlpForgiven = Infinity;
  const floor = nearly(Math.max(sums.max, profile.maxUlp));
  const floorForgiven = nearly(Math.max(forgiven, profile.maxUlpForgiven));
  // From infinities a floor is NaN, and nothing is above it.
  const isNear = (place: number, at: number): boolean => {
    const size = ulps[at]!;
    if (size === Infinity) return false;
    return size > floor || (size > floorForgiven && !isFlushedAt(block, negative, place));
  };
  if (sums.max > floor || forgiven > floorForgiven)
    noteGreatest(block, negative, suspects.filter(isNear), profile);
  return sums;
}

/** What a double may be off by near 1 ULP. */
const doubt = 2 ** -24;

/** Whether an error is more than 1 ULP, however little more: a result one ulp of the nearest from it, on the far side. */
function isOverOne(
  element: Element,
  size: number,
  { format, sideOf }: GridBlock['context'],
): boolean {
  if (Math.abs(size - 1) > doubt) return size > 1;
  const steps = (element.y - element.due) / format.ulpOf(element.due);
  return Math.abs(steps) === 1 && Math.sign(steps) * sideOf(element) < 0;
}

/** Counts subnormal inputs from `start` to `end` for which taking them for zero would show, and those where it does. */
export function countSubnormalInputs(
  block: GridBlock,
  negative: boolean,
  start: number,
  end: number,
  profile: ProfileSums,
): void {
  const { atZero } = block.context;
  const { due } = truthOfSide(block, negative);
  for (let place = start; place < end; place++) {
    if (block.magnitudes[place] === 0 || due[place] === atZero) continue;
    profile.subnormalInputs++;
    if (block.y[indexOf(block, place, negative)] === atZero) profile.flushedInputs++;
  }
}
