import { suiteError } from '@rectify/backend';
import { type Asked, askOnce } from './ask.ts';
import { withUnitDy } from './calls.ts';
import { gridMagnitudes, symmetricBatch } from './grid.ts';
import {
  type GridPlan,
  type GridResult,
  judgeBlock,
  newGridResult,
  planGrid,
} from './judge-block.ts';
import type { JudgeOptions, KernelRequest } from './types.ts';

/** The inputs of a kernel with dy = 1, cut into blocks that can be judged in any order, anywhere. */
export interface Grid {
  readonly plan: GridPlan;
  readonly blocks: number;
  /**
   * Judges one block: a conversation. Returns what it gave, which adds up with the other blocks, or the message of why
   * an answer lacked.
   */
  block(index: number): Asked<GridResult | string>;
}

/** Magnitudes of one call: both signs make 2¹⁵ inputs, whose arrays stay in the second cache. */
const callMagnitudes = 2 ** 14;
/** A full sweep has blocks of 2²⁰ magnitudes: every bit pattern of float32, the NaNs at the end. */
const sweepBlocks = 2048;
const sweepMagnitudes = 2 ** 20;

/** Elements of a vector register, or a small multiple: what is left after the last whole one is for lanes to judge. */
const packet = 64;

/** Adds ones at the end, so that a kernel for whole registers gives every result that is looked at. */
function wholePackets(x: Float32Array): Float32Array {
  const rest = x.length % packet;
  if (rest === 0) return x;
  const whole = new Float32Array(x.length + packet - rest).fill(1, x.length);
  whole.set(x);
  return whole;
}

function* judgeCall(
  plan: GridPlan,
  magnitudes: Uint32Array,
  from: 0 | 1,
  result: GridResult,
): Asked<string | undefined> {
  const x = symmetricBatch(magnitudes);
  const y = yield* askOnce(withUnitDy(plan.request, wholePackets(x)));
  if (typeof y === 'string') return y;
  judgeBlock(plan, magnitudes, from, x, y.subarray(0, x.length), result);
  return undefined;
}

/** Every bit pattern, one call after the other. */
function* sweepBlock(plan: GridPlan, index: number): Asked<GridResult | string> {
  const result = newGridResult();
  const end = (index + 1) * sweepMagnitudes;
  for (let start = index * sweepMagnitudes; start < end; start += callMagnitudes) {
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
  all: Uint32Array,
  index: number,
): Asked<GridResult | string> {
  const result = newGridResult();
  const from = index === 0 ? 0 : 1;
  const start = index * callMagnitudes;
  const magnitudes = all.subarray(start - from, start + callMagnitudes);
  return (yield* judgeCall(plan, magnitudes, from, result)) ?? result;
}

/**
 * The grid of a kernel at a depth: sampled ones depend on the seed and on the inputs of known deviations.
 * @throws SuiteError KERNEL_UNSUPPORTED for a dtype other than float32
 */
export function openGrid(request: KernelRequest, options: JudgeOptions): Grid {
  if (request.dtype !== 'float32')
    throw suiteError('KERNEL_UNSUPPORTED', `no judge for ${request.dtype} yet`, {
      hint: 'use --dtype float32',
    });
  const { depth, seed, inputs } = options;
  const plan = planGrid(request, options.clauses);
  if (depth === 'exhaustive')
    return { plan, blocks: sweepBlocks, block: (index) => sweepBlock(plan, index) };
  const all = gridMagnitudes(request, depth, seed, inputs);
  return {
    plan,
    blocks: Math.ceil(all.length / callMagnitudes),
    block: (index) => sampledBlock(plan, all, index),
  };
}
