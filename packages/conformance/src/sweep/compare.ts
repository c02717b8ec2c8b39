import { type GridBlock, truthOfSide } from './block.ts';
import { findSuspects } from './find-suspects.ts';
import { type Matched, measureMatched, perUlps } from './matched.ts';

/** Results of one side of a block, ascending or, of −x, descending in magnitude. */
function resultsOf({ first, magnitudes, y }: GridBlock, negative: boolean): Float32Array {
  const end = first + magnitudes.length;
  const side = negative ? y.subarray(y.length - end, y.length - first) : y.subarray(first, end);
  // Stretches are of float32 alone.
  return side as Float32Array;
}

/**
 * Compares places of one side, none of which is due NaN: notes those whose results are not right to the bit from `found` on, and
 * gives their new end and the errors of the others.
 */
export function compareSide(
  block: GridBlock,
  negative: boolean,
  start: number,
  end: number,
  suspects: Uint32Array,
  found: number,
): { readonly found: number; readonly matched: Matched } {
  if (block.stretches !== null) {
    const compared = block.stretches.compare(resultsOf(block, negative), negative, start, end);
    suspects.set(compared.suspects, found);
    return { found: found + compared.suspects.length, matched: compared };
  }
  const last = findSuspects(block, negative, start, end, suspects, found);
  const own = suspects.subarray(found, last);
  const perUlp = perUlps.get(block.context.request.dtype)!;
  const matched = measureMatched(truthOfSide(block, negative), perUlp, start, end, own);
  return { found: last, matched };
}
