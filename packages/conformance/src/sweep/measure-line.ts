import { bitsIn, floatTypes, signedUlpError } from '@rectify/float';
import { errorOfPair } from '../measure-pair.ts';
import { notePair, type PairSums } from '../verdict/pairs.ts';
import { type GridBlock, indexOf, truthOfSide } from './block.ts';
import { compareSide } from './compare.ts';
import { dropNans, findSuspects, scratchOf, type SideSuspects } from './find-suspects.ts';
import { nearly } from './greatest.ts';

/** The first place with the greatest error, by the double of the true value. */
interface Worst {
  readonly place: number;
  readonly ulp: number;
}

/**
 * Measures the errors of one side of a block of another line than the first into the sums, and returns its suspects: valid until
 * the next call.
 */
export function measureSideOfLine(
  block: GridBlock,
  negative: boolean,
  sums: PairSums,
): SideSuspects {
  const { magnitudes, from } = block;
  const { infinity } = floatTypes[block.context.request.dtype].line;
  const { suspects, ulps } = scratchOf(magnitudes.length, negative);
  // NaNs come last.
  let end = magnitudes.length;
  while (end > from && magnitudes[end - 1]! > infinity) end--;
  const before = findSuspects(block, negative, 0, from, suspects, 0);
  const { found, matched } = compareSide(block, negative, from, end, suspects, before);
  const all = findSuspects(block, negative, end, magnitudes.length, suspects, found);
  const places = suspects.subarray(0, dropNans(block, negative, suspects, 0, all));
  sums.tested += end - from;
  noteWorst(block, negative, measureWrong(block, negative, places, ulps, sums), sums);
  noteWorst(block, negative, worstMatched(block, negative, places, end, matched.max, sums), sums);
  return { places, ulps };
}

/** Errors of results that are not right to the bit; counts those that are not the nearest. */
function measureWrong(
  block: GridBlock,
  negative: boolean,
  places: Uint32Array,
  ulps: Float64Array,
  sums: PairSums,
): Worst {
  const { x, y, from, context } = block;
  const { due, exact } = truthOfSide(block, negative);
  const { ulpOf } = context.format;
  let worst: Worst = { place: from, ulp: 0 };
  for (let at = 0; at < places.length; at++) {
    const place = places[at]!;
    const index = indexOf(block, place, negative);
    ulps[at] = Infinity;
    if (Number.isNaN(x[index])) continue;
    const ulp = Math.abs(signedUlpError(y[index]!, exact[place]!, due[place]!, ulpOf(due[place]!)));
    ulps[at] = ulp;
    if (place < from) continue;
    if (y[index] !== due[place]) sums.misrounded++;
    if (ulp > worst.ulp) worst = { place, ulp };
  }
  return worst;
}

/** Errors of results that are right to the bit; none where all are below the floor. */
function worstMatched(
  block: GridBlock,
  negative: boolean,
  places: Uint32Array,
  end: number,
  max: number,
  { maxUlp }: PairSums,
): Worst {
  const { from, context } = block;
  const truth = truthOfSide(block, negative);
  const { due, exact } = truth;
  if (max < nearly(maxUlp)) return { place: from, ulp: 0 };
  const wrong = new Set(places);
  const sizeAt = (at: number): number =>
    Math.abs((due[at]! - exact[at]!) / context.format.ulpOf(due[at]!));
  let place = from;
  while (place < end && (wrong.has(place) || sizeAt(place) !== max)) place++;
  return { place, ulp: max };
}

/** Notes an error that may be the greatest, from the oracle's enclosure: exact but for its rounding to a double. */
function noteWorst(
  block: GridBlock,
  negative: boolean,
  { place, ulp }: Worst,
  sums: PairSums,
): void {
  const { x, y, magnitudes, dy, context } = block;
  const isInfinite = ulp === Infinity;
  if (ulp === 0 || !(isInfinite || ulp >= nearly(sums.maxUlp))) return;
  const { dtype } = context.request;
  const index = indexOf(block, place, negative);
  const element = { x: x[index]!, dy, y: y[index]! };
  const error = isInfinite ? ulp : errorOfPair(context.request, element);
  notePair(sums, error, {
    x: floatTypes[dtype].line.bitsOf(magnitudes[place]!, negative),
    dy: bitsIn(dtype, dy),
  });
}
