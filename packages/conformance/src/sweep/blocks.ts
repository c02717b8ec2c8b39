import type { KernelRequest } from '@rectify/backend';
import { askOnce, type Conversation } from '../conversation.ts';
import { floatTypes, type TypedArray } from '@rectify/float';
import { numbersOf } from '../inputs/calls.ts';
import { seeded } from '../inputs/random.ts';
import type { JudgeOptions } from '../inputs/options.ts';
import { type BlockCalls, type GridCall, gridCalls } from './grid-calls.ts';
import { type GridResult, judgeBlock, newGridResult } from './judge.ts';
import { type GridPlan, planGrid, planLine } from './plan.ts';
import { revisit } from './revisit.ts';

/** The inputs of a kernel, cut into blocks that can be judged in any order, anywhere: see `GridCalls`. */
export interface Grid {
  readonly plan: GridPlan;
  readonly blocks: number;
  /** How many calls the conversation about a block has. */
  calls(index: number): number;
  /**
   * Judges one block: a conversation. Returns what it gave, which adds up with the other blocks, or the message of why
   * an answer lacked.
   */
  block(index: number): Conversation<GridResult | string>;
  /** The call of a block that is made again beside a sweep. */
  revisited(index: number): number;
  /** Makes it again: what came in the sweep is `before`. Returns what is to be added to the block. */
  revisit(index: number, before: TypedArray): Conversation<GridResult | string>;
}

function* judgeCall(
  plan: GridPlan,
  { magnitudes, from, inputs }: GridCall,
  result: GridResult,
): Conversation<string | undefined> {
  const length = 2 * magnitudes.length;
  const y = yield* askOnce(inputs);
  if (typeof y === 'string') return y;
  const { x } = numbersOf(inputs);
  judgeBlock(plan, magnitudes, from, x.subarray(0, length), y.subarray(0, length), result);
  return undefined;
}

function* judgeCalls(
  first: GridPlan,
  { dy, line, count, call }: BlockCalls,
): Conversation<GridResult | string> {
  const result = newGridResult();
  const plan = line === null ? first : planLine(first, dy, line);
  for (let index = 0; index < count; index++) {
    const message = yield* judgeCall(plan, call(index), result);
    if (message !== undefined) return message;
  }
  return result;
}

/** The grid of a kernel at a depth, to be judged. */
export function openGrid(request: KernelRequest, options: JudgeOptions): Grid {
  const plan = planGrid(request, options.clauses);
  const { blocks, block } = gridCalls(request, options);
  const { seed } = options;
  const revisited = (index: number): number =>
    seeded(seed, `revisit ${index}`)(0, Math.max(0, block(index).count - 1));
  return {
    plan,
    blocks,
    calls: (index) => block(index).count,
    block: (index) => judgeCalls(plan, block(index)),
    revisited,
    revisit(index, before) {
      const { dy, call } = block(index);
      const swept = { ...call(revisited(index)), dy };
      const numbers = floatTypes[request.dtype].arrays.valuesOf(before) ?? new Float32Array(0);
      return revisit(plan, swept, numbers, { seed, label: `order ${index}` });
    },
  };
}
