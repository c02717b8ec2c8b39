import type { KernelRequest } from '@rectify/backend';
import { askOnce, type Conversation } from '../conversation.ts';
import {
  type AnyBits,
  floatTypes,
  type Magnitudes,
  type TypedArray,
  valueIn,
} from '@rectify/float';
import { numbersOf, type Place } from '../inputs/calls.ts';
import { seeded } from '../inputs/random.ts';
import type { JudgeOptions } from '../inputs/options.ts';
import { type BlockCalls, type GridCall, gridCalls } from './grid-calls.ts';
import { newLandscape, noteOn } from '../search/landscape.ts';
import { searchFrom } from '../search/search.ts';
import { type GridResult, judgeBlock, newGridResult, type Observe } from './judge.ts';
import { type GridPlan, planGrid, planLine } from './plan.ts';
import { revisit } from './revisit.ts';
import type { Sight } from '../verdict/sighting.ts';

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
  /** The places where an input is judged, or compared with. */
  readonly placesOf: (input: Pick<Sight, 'xBits' | 'dyBits'>) => Iterable<Place>;
  /**
   * Looks beside the inputs of a sample where they say that errors are great: a conversation after those of the blocks. Blocks
   * that were judged elsewhere are asked for again. None where every input is judged, or thousands are.
   */
  search?(): Conversation<GridResult | string>;
}

function* judgeCall(
  plan: GridPlan,
  { magnitudes, from, inputs }: GridCall,
  result: GridResult,
  observe?: Observe,
): Conversation<string | undefined> {
  const length = 2 * magnitudes.length;
  const y = yield* askOnce(inputs);
  if (typeof y === 'string') return y;
  const { x } = numbersOf(inputs);
  judgeBlock(plan, magnitudes, from, x.subarray(0, length), y.subarray(0, length), result, observe);
  return undefined;
}

function* judgeCalls(
  first: GridPlan,
  { dy, line, count, call }: BlockCalls,
  observe?: Observe,
): Conversation<GridResult | string> {
  const result = newGridResult();
  const plan = line === null ? first : planLine(first, dy, line);
  for (let index = 0; index < count; index++) {
    const message = yield* judgeCall(plan, call(index), result, observe);
    if (message !== undefined) return message;
  }
  return result;
}

/** An input as a place on the line, with the bits of a NaN. */
function magnitudeOf(
  { dtype }: KernelRequest,
  xBits: AnyBits,
): { readonly magnitude: number; readonly negative: boolean } {
  const { infiniteField, keyOf, nans, of } = floatTypes[dtype].line;
  const value = valueIn(dtype, xBits);
  const [, last = Infinity] = nans;
  const magnitude = Number.isNaN(value) ? Number(xBits) % (last + 1) : of(value);
  return { magnitude, negative: keyOf(xBits) > infiniteField };
}

/** Where blocks have a magnitude of one sign with this dy, one call after the other. */
function* placesIn(
  blocks: readonly BlockCalls[],
  magnitude: number,
  negative: boolean,
  dy: number,
): Generator<Place> {
  for (const { count, call, ...block } of blocks) {
    if (block.dy !== dy) continue;
    for (let index = 0; index < count; index++) {
      const { magnitudes, inputs } = call(index);
      const at = magnitudes.indexOf(magnitude);
      if (at >= 0)
        yield { inputs, index: magnitudes.length + (negative ? -1 - at : at), offset: 0 };
    }
  }
}

/** The grid of a kernel at a depth, to be judged. */
export function openGrid(request: KernelRequest, options: JudgeOptions): Grid {
  const plan = planGrid(request, options.clauses);
  const { blocks, block, blocksWith, sample } = gridCalls(request, options);
  const { depth, seed } = options;
  const revisited = (index: number): number =>
    seeded(seed, `revisit ${index}`)(0, Math.max(0, block(index).count - 1));
  const grid: Grid = {
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
    placesOf({ xBits, dyBits }) {
      const { magnitude, negative } = magnitudeOf(request, xBits);
      const dy = dyBits === null ? 1 : valueIn(request.dtype, dyBits);
      return placesIn(blocksWith(magnitude).map(block), magnitude, negative, dy);
    },
  };
  return sample === null || depth === 'smoke' ? grid : searchable(grid, block, sample, seed);
}

/** A grid of a sample with the search that follows it. */
function searchable(
  grid: Grid,
  calls: (index: number) => BlockCalls,
  sample: Magnitudes,
  seed: number,
): Grid {
  const { plan, blocks } = grid;
  const landscape = newLandscape(plan);
  const observe = noteOn(landscape);
  const observed = new Set<number>();
  const block = (index: number): Conversation<GridResult | string> => {
    const isNew = !observed.has(index);
    observed.add(index);
    return judgeCalls(plan, calls(index), isNew ? observe : undefined);
  };
  return {
    ...grid,
    block,
    *search() {
      for (let index = 0; index < blocks; index++) {
        const again = observed.has(index) ? undefined : yield* block(index);
        if (typeof again === 'string') return again;
      }
      return yield* searchFrom(plan, sample, landscape, seed);
    },
  };
}
