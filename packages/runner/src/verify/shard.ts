import type { Depth } from '@rectify/record';

/** One of `count` equal parts of a run; `index` counts from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

export const wholeRun: Shard = { index: 1, count: 1 };

/** Every `stride`th block of a grid. */
export function stridden(blocks: number, stride: number): readonly number[] {
  return Array.from({ length: Math.ceil(blocks / stride) }, (_, i) => i * stride);
}

/** The depth that outcomes are drawn at: a part of the inputs cannot say that a deviation is gone. */
export function strideDepth(depth: Depth, stride: number): Depth {
  return stride > 1 ? 'smoke' : depth;
}

/** The blocks of a shard: every `count`th, so that slow ranges are shared among all. */
export function blocksOf(chosen: readonly number[], { index, count }: Shard): readonly number[] {
  return chosen.filter((_, place) => place % count === index - 1);
}
