import type { KernelRequest } from '@rectify/backend';
import { type Depth, isThinned } from '@rectify/record';

/** One of `count` equal parts of a run; `index` counts from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

export const wholeRun: Shard = { index: 1, count: 1 };

/** The depth that outcomes are drawn at: a part of the inputs cannot say that a deviation is gone. */
export function outcomeDepth({ dtype }: KernelRequest, depth: Depth, stride: number): Depth {
  return isThinned(dtype, depth, stride) ? 'smoke' : depth;
}

/** The blocks of a shard: every `count`th, so that slow ranges are shared among all. */
export function blocksOf(blocks: number, { index, count }: Shard): readonly number[] {
  const length = Math.ceil((blocks - index + 1) / count);
  return Array.from({ length: Math.max(0, length) }, (_, place) => index - 1 + place * count);
}
