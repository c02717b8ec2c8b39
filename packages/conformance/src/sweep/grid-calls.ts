import type { KernelRequest } from '@rectify/backend';
import { floatTypes, type Magnitudes } from '@rectify/float';
import { type Inputs, packet, withDy } from '../inputs/calls.ts';
import { gridMagnitudes, hasEveryInput } from '../inputs/grid.ts';
import type { GridOptions } from '../inputs/options.ts';
import type { MagnitudeRange } from '../inputs/sides.ts';
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
  readonly call: (index: number) => GridCall;
}

/**
 * The inputs of a kernel, cut into blocks that can be asked for in any order, anywhere: those with dy = 1 first, then those of
 * each other line of dy. Without truths and clauses, so that the process of a backend can make them for itself.
 */
export interface GridCalls {
  readonly blocks: number;
  readonly block: (index: number) => BlockCalls;
}

/** Magnitudes of one call: both signs make 2¹⁴ inputs, whose arrays stay in the second cache. */
const callMagnitudes = 2 ** 13;
/** A full sweep has blocks of 2²⁰ magnitudes (that of a 16-bit dtype one block of 2¹⁵), the NaNs at the end. */
const sweepMagnitudes = 2 ** 20;

/** The greatest call has a magnitude of the one before too, and is filled up to whole packets. */
export const longestCall = 2 * callMagnitudes + packet;

function callOf(request: KernelRequest, dy: number, magnitudes: Magnitudes, from: 0 | 1): GridCall {
  const packets = Math.ceil((2 * magnitudes.length) / packet);
  const x = floatTypes[request.dtype].line.symmetric(magnitudes, packets * packet);
  return { magnitudes, from, inputs: withDy(request, x, dy) };
}

/** Every bit pattern, one call after the other. */
function sweptBlock(request: KernelRequest, line: number, index: number, seed: number): BlockCalls {
  const [, last = 0] = floatTypes[request.dtype].line.nans;
  const begin = index * sweepMagnitudes;
  const end = Math.min(begin + sweepMagnitudes, last + 1);
  const dy = dyOf(request, line, index, seed);
  return {
    dy,
    line: line === 0 ? null : { low: Math.max(0, begin - 1), high: end - 1 },
    count: Math.ceil((end - begin) / callMagnitudes),
    call(at) {
      const start = begin + at * callMagnitudes;
      // Each call sees the magnitude before it too, so that neighbours are compared across calls.
      const from = start === 0 ? 0 : 1;
      const magnitudes = new Uint32Array(callMagnitudes + from);
      for (let place = 0; place < magnitudes.length; place++)
        magnitudes[place] = start - from + place;
      return callOf(request, dy, magnitudes, from);
    },
  };
}

function sampledBlock(request: KernelRequest, all: Magnitudes, index: number): BlockCalls {
  const from = index === 0 ? 0 : 1;
  const start = index * callMagnitudes;
  const magnitudes = all.subarray(start - from, start + callMagnitudes);
  return { dy: 1, line: null, count: 1, call: () => callOf(request, 1, magnitudes, from) };
}

/** The calls of a kernel's grid at a depth: sampled ones depend on the seed and on the inputs of known deviations. */
export function gridCalls(request: KernelRequest, { depth, seed, inputs }: GridOptions): GridCalls {
  if (hasEveryInput(request, depth)) {
    const [, last = 0] = floatTypes[request.dtype].line.nans;
    const length = Math.ceil((last + 1) / sweepMagnitudes);
    return {
      blocks: length * sweptLines(request, depth),
      block: (index) => sweptBlock(request, Math.floor(index / length), index % length, seed),
    };
  }
  const all = gridMagnitudes(request, depth, seed, inputs);
  return {
    blocks: Math.ceil(all.length / callMagnitudes),
    block: (index) => sampledBlock(request, all, index),
  };
}
