import { type GridBlock, indexOf, truthOfSide } from './block.ts';

/** Results of one side that are not the correctly rounded ones to the bit. */
export interface SideSuspects {
  /** Ascending; one before `from` too. */
  readonly places: Uint32Array;
  /** Error of each in ULP, by index in `places`. */
  readonly ulps: Float64Array;
}

/** Suspects of both sides of a block: only they and their neighbours can break a rule that correct rounding keeps. */
export interface Suspects {
  readonly positive: SideSuspects;
  readonly negative: SideSuspects;
}

/** Room for them. */
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
export function scratchOf(length: number, negative: boolean): Scratch {
  if (scratch.positive.suspects.length < length)
    scratch = { positive: newScratch(length), negative: newScratch(length) };
  return negative ? scratch.negative : scratch.positive;
}

/** Notes the places of one binade of one side whose results are not right to the bit, and returns their new end. */
export function findSuspects(
  block: GridBlock,
  negative: boolean,
  start: number,
  end: number,
  suspects: Uint32Array,
  found: number,
): number {
  const { y } = block;
  const { due, rest } = truthOfSide(block, negative);
  if (rest !== null) return findDoubleSuspects(block, negative, start, end, suspects, found);
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

/** The same where a true value is not known by a double: such a dtype is never swept. */
const findDoubleSuspects: typeof findSuspects = (block, negative, start, end, suspects, found) => {
  const { due } = truthOfSide(block, negative);
  let count = found;
  for (let place = start; place < end; place++)
    if (!Object.is(block.y[indexOf(block, place, negative)], due[place])) suspects[count++] = place;
  return count;
};

/** Leaves out suspects from `before` on that are NaN where NaN is due, for any NaN is right; gives their new end. */
export function dropNans(
  block: GridBlock,
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
