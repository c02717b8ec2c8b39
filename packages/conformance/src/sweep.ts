import { type Asked, askOnce } from './ask.ts';
import { withUnitDy } from './calls.ts';
import { symmetricBatch } from './grid.ts';
import { type GridPlan, type GridResult, judgeBlock, newGridResult } from './judge-block.ts';

/** Blocks of a full sweep: 2²⁰ magnitudes each, every bit pattern of float32 with dy = 1, NaNs at the end. */
export const sweepBlocks = 2048;
const blockMagnitudes = 2 ** 20;
/** Magnitudes of one call: both signs make 2¹⁵ inputs, whose arrays stay in the second cache. */
const callMagnitudes = 2 ** 14;

/**
 * Judges one block of a full sweep: a conversation like that of `judgeKernel`. Returns what it gave, which adds up with
 * other blocks in any order, or the message of why an answer lacked.
 */
export function* sweepBlock(plan: GridPlan, block: number): Asked<GridResult | string> {
  const result = newGridResult();
  const end = (block + 1) * blockMagnitudes;
  for (let start = block * blockMagnitudes; start < end; start += callMagnitudes) {
    const from = start === 0 ? 0 : 1;
    const magnitudes = new Uint32Array(callMagnitudes + from);
    for (let index = 0; index < magnitudes.length; index++)
      magnitudes[index] = start - from + index;
    const x = symmetricBatch(magnitudes);
    const y = yield* askOnce(withUnitDy(plan.request, x));
    if (typeof y === 'string') return y;
    judgeBlock(plan, magnitudes, from, x, y, result);
  }
  return result;
}
