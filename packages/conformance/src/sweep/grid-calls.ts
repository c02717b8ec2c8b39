import type { KernelRequest } from '@rectify/backend';
import { floatTypes, type Magnitudes } from '@rectify/float';
import { type Inputs, packet, withDy } from '../inputs/calls.ts';
import { isSwept, isThinned } from '@rectify/record/coverage';
import { gridMagnitudes } from '../inputs/grid.ts';
import type { GridOptions } from '../inputs/options.ts';
import { seeded } from '../inputs/random.ts';
import type { MagnitudeRange } from '../inputs/sides.ts';
import { type Span, thinned } from '../inputs/spans.ts';
import { dyOf, sweptLines } from '../inputs/swept-lines.ts';

/** One call of a block: a symmetric batch of these magnitudes, the first of which is there only to compare with if `from` is 1. */
export interface GridCall {
  readonly magnitudes: Magnitudes;
  readonly from: 0 | 1;
  readonly inputs: Inputs;
}

/** The calls of one block, in their order. */
export interface BlockCalls {
  /** Of every element; 1 for forward. */
  readonly dy: number;
  /** The magnitudes of it, where it is of another line than that of dy = 1. */
  readonly line: MagnitudeRange | null;
  readonly count: number;
  /** Its magnitudes are valid until the next. */
  readonly call: (index: number) => GridCall;
}

/**
 * The inputs of a kernel, cut into blocks that can be asked for in any order, anywhere: those with dy = 1 first, then those of
 * each other line of dy. Without truths and clauses, so that the process of a backend can make them for itself.
 */
export interface GridCalls {
  readonly blocks: number;
  readonly block: (index: number) => BlockCalls;
  /** The blocks that may have a magnitude, to judge it or to compare with it. */
  readonly blocksWith: (magnitude: number) => readonly number[];
  /** The magnitudes of all blocks, where those are not all that there are. */
  readonly sample: Magnitudes | null;
}

/** Magnitudes of one call: both signs make 2¹⁴ inputs, whose arrays stay in the second cache. */
const callMagnitudes = 2 ** 13;
/** A full sweep has blocks of 2²⁰ magnitudes (that of a 16-bit dtype one block of 2¹⁵), the NaNs at the end. */
const sweepMagnitudes = 2 ** 20;
/** A sparse one has blocks of up to so many times as many, so that each is about as much to judge. */
const mostWidened = 64;

/** Magnitudes of a block of a sweep. */
function blockLength(stride: number): number {
  return sweepMagnitudes * 2 ** Math.floor(Math.log2(Math.min(stride, mostWidened)));
}

/** The greatest call has a magnitude of the one before too, and is filled up to whole packets. */
export const longestCall = 2 * callMagnitudes + packet;

/** The call of magnitudes in any order. */
export function callOf(
  request: KernelRequest,
  dy: number,
  magnitudes: Magnitudes,
  from: 0 | 1,
): GridCall {
  const packets = Math.ceil((2 * magnitudes.length) / packet);
  const x = floatTypes[request.dtype].line.symmetric(magnitudes, packets * packet);
  return { magnitudes, from, inputs: withDy(request, x, dy) };
}

/** A block of a sweep: its magnitudes, on a line of dy. */
interface SweepBlock extends Span {
  readonly line: number;
  readonly index: number;
  readonly dy: number;
}

/** Where a block that is not of the first line lies. */
const lineOf = ({ line, begin, end }: SweepBlock): MagnitudeRange | null =>
  line === 0 ? null : { low: Math.max(0, begin - 1), high: end - 1 };

/** Every bit pattern, one call after the other. */
function sweptBlock(request: KernelRequest, block: SweepBlock): BlockCalls {
  const { dy, begin, end } = block;
  // Used again for each call: to clear new memory would cost as much as to fill it.
  const room = new Uint32Array(callMagnitudes + 1);
  return {
    dy,
    line: lineOf(block),
    count: Math.ceil((end - begin) / callMagnitudes),
    call(at) {
      const start = begin + at * callMagnitudes;
      // Each call sees the magnitude before it too, so that neighbours are compared across calls.
      const from = start === 0 ? 0 : 1;
      const magnitudes = room.subarray(0, callMagnitudes + from);
      for (let place = 0; place < magnitudes.length; place++)
        magnitudes[place] = start - from + place;
      return callOf(request, dy, magnitudes, from);
    },
  };
}

/** Some magnitudes in order, one call after the other. */
function listedBlock(
  request: KernelRequest,
  { dy, line }: Pick<BlockCalls, 'dy' | 'line'>,
  all: Magnitudes,
): BlockCalls {
  return {
    dy,
    line,
    count: Math.ceil(all.length / callMagnitudes),
    call(at) {
      const from = at === 0 ? 0 : 1;
      const start = at * callMagnitudes;
      return callOf(request, dy, all.subarray(start - from, start + callMagnitudes), from);
    },
  };
}

/** A part of a block, spread over all of it: on the first line of dy it has the sample of the default depth as well. */
function sparseBlock(
  request: KernelRequest,
  block: SweepBlock,
  { stride = 1, seed }: GridOptions,
  sample: Magnitudes,
): BlockCalls {
  const draw = seeded(seed, `stride line ${block.line} block ${block.index}`);
  const { dy } = block;
  return listedBlock(request, { dy, line: lineOf(block) }, thinned(block, stride, draw, sample));
}

function sampledBlock(request: KernelRequest, all: Magnitudes, index: number): BlockCalls {
  const from = index === 0 ? 0 : 1;
  const start = index * callMagnitudes;
  const magnitudes = all.subarray(start - from, start + callMagnitudes);
  return { dy: 1, line: null, count: 1, call: () => callOf(request, 1, magnitudes, from) };
}

function sweepCalls(request: KernelRequest, options: GridOptions): GridCalls {
  const { depth, seed, inputs, stride = 1 } = options;
  const { dtype } = request;
  const [, last = 0] = floatTypes[dtype].line.nans;
  const isSparse = isThinned(dtype, depth, stride);
  const length = blockLength(isSparse ? stride : 1);
  const blocks = Math.ceil((last + 1) / length);
  // A sweep in full needs none.
  let sample: Magnitudes | undefined;
  const sampleOf = (line: number): Magnitudes =>
    line === 0 ? (sample ??= gridMagnitudes(request, 'default', seed, inputs)) : new Uint32Array(0);
  let thinnedLast: { readonly at: number; readonly calls: BlockCalls } | undefined;
  return {
    blocks: blocks * sweptLines(request, depth),
    sample: null,
    block(at) {
      if (thinnedLast?.at === at) return thinnedLast.calls;
      const [line, index] = [Math.floor(at / blocks), at % blocks];
      const begin = index * length;
      const end = Math.min(begin + length, last + 1);
      const block = { line, index, begin, end, dy: dyOf(request, line, index, seed) };
      if (!isSparse) return sweptBlock(request, block);
      // It is asked for piece by piece, and takes a while to draw.
      thinnedLast = { at, calls: sparseBlock(request, block, options, sampleOf(line)) };
      return thinnedLast.calls;
    },
    blocksWith(magnitude) {
      const own = Math.floor(magnitude / length);
      const next = Math.min(Math.floor((magnitude + 1) / length), blocks - 1);
      const lines = Array.from({ length: sweptLines(request, depth) }, (_, line) => line * blocks);
      return lines.flatMap((first) => [...new Set([first + own, first + next])]);
    },
  };
}

/** The calls of a kernel's grid at a depth: sampled ones depend on the seed and on the inputs of known deviations. */
export function gridCalls(request: KernelRequest, options: GridOptions): GridCalls {
  const { depth, seed, inputs } = options;
  if (isSwept(request.dtype, depth)) return sweepCalls(request, options);
  const all = gridMagnitudes(request, depth, seed, inputs);
  const blocks = Math.ceil(all.length / callMagnitudes);
  return {
    blocks,
    block: (index) => sampledBlock(request, all, index),
    blocksWith: () => Array.from({ length: blocks }, (_, index) => index),
    sample: all,
  };
}
