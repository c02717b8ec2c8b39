import { floatTypes, type Magnitudes } from '@rectify/float';
import { type Conversation, askOnce } from '../conversation.ts';
import { numbersOf, packet, withDy } from '../inputs/calls.ts';
import { gridMagnitudes, hasEveryInput } from '../inputs/grid.ts';
import { dyOf, sweptLines } from '../inputs/swept-lines.ts';
import { type GridResult, judgeBlock, newGridResult } from './judge.ts';
import { type GridPlan, planGrid, planLine } from './plan.ts';
import type { KernelRequest } from '@rectify/backend';
import type { JudgeOptions } from '../inputs/options.ts';

/**
 * The inputs of a kernel, cut into blocks that can be judged in any order, anywhere: those with dy = 1 first, then those of
 * each other line of dy.
 */
export interface Grid {
  readonly plan: GridPlan;
  readonly blocks: number;
  /**
   * Judges one block: a conversation. Returns what it gave, which adds up with the other blocks, or the message of why
   * an answer lacked.
   */
  block(index: number): Conversation<GridResult | string>;
}

/** Magnitudes of one call: both signs make 2¹⁴ inputs, whose arrays stay in the second cache. */
const callMagnitudes = 2 ** 13;
/** A full sweep has blocks of 2²⁰ magnitudes (that of a 16-bit dtype one block of 2¹⁵), the NaNs at the end. */
const sweepMagnitudes = 2 ** 20;

function* judgeCall(
  plan: GridPlan,
  magnitudes: Magnitudes,
  from: 0 | 1,
  result: GridResult,
): Conversation<string | undefined> {
  const { request } = plan.context;
  const length = 2 * magnitudes.length;
  const packets = Math.ceil(length / packet);
  const batch = floatTypes[request.dtype].line.symmetric(magnitudes, packets * packet);
  const inputs = withDy(request, batch, plan.dy);
  const y = yield* askOnce(inputs);
  if (typeof y === 'string') return y;
  const { x } = numbersOf(inputs);
  judgeBlock(plan, magnitudes, from, x.subarray(0, length), y.subarray(0, length), result);
  return undefined;
}

/** Every bit pattern, one call after the other. */
function* sweepBlock(
  first: GridPlan,
  line: number,
  index: number,
  seed: number,
): Conversation<GridResult | string> {
  const result = newGridResult();
  const { request } = first.context;
  const [, last = 0] = floatTypes[request.dtype].line.nans;
  const begin = index * sweepMagnitudes;
  const end = Math.min(begin + sweepMagnitudes, last + 1);
  const range = { low: Math.max(0, begin - 1), high: end - 1 };
  const plan = line === 0 ? first : planLine(first, dyOf(request, line, index, seed), range);
  for (let start = begin; start < end; start += callMagnitudes) {
    // Each call sees the magnitude before it too, so that neighbours are compared across calls.
    const from = start === 0 ? 0 : 1;
    const magnitudes = new Uint32Array(callMagnitudes + from);
    for (let at = 0; at < magnitudes.length; at++) magnitudes[at] = start - from + at;
    const message = yield* judgeCall(plan, magnitudes, from, result);
    if (message !== undefined) return message;
  }
  return result;
}

function* sampledBlock(
  plan: GridPlan,
  all: Magnitudes,
  index: number,
): Conversation<GridResult | string> {
  const result = newGridResult();
  const from = index === 0 ? 0 : 1;
  const start = index * callMagnitudes;
  const magnitudes = all.subarray(start - from, start + callMagnitudes);
  return (yield* judgeCall(plan, magnitudes, from, result)) ?? result;
}

/** The grid of a kernel at a depth: sampled ones depend on the seed and on the inputs of known deviations. */
export function openGrid(request: KernelRequest, options: JudgeOptions): Grid {
  const { depth, seed, inputs } = options;
  const plan = planGrid(request, options.clauses);
  if (hasEveryInput(request, depth)) {
    const [, last = 0] = floatTypes[request.dtype].line.nans;
    const length = Math.ceil((last + 1) / sweepMagnitudes);
    return {
      plan,
      blocks: length * sweptLines(request, depth),
      block: (index) => sweepBlock(plan, Math.floor(index / length), index % length, seed),
    };
  }
  const all = gridMagnitudes(request, depth, seed, inputs);
  return {
    plan,
    blocks: Math.ceil(all.length / callMagnitudes),
    block: (index) => sampledBlock(plan, all, index),
  };
}
