import type { KernelRequest } from '@rectify/backend';
import { passName, suiteError } from '@rectify/backend';
import type { GridResult, KernelJudgement } from '@rectify/conformance';
import {
  addGridResult,
  clausesFrom,
  conclude,
  gridFrom,
  newGridResult,
} from '@rectify/conformance';
import type { Depth, Part, PortableClause } from '@rectify/record';
import type { Clause } from '@rectify/spec';

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

/** Sorted numbers as runs. */
export function runsOf(blocks: readonly number[]): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (const block of blocks.toSorted((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && block === last[1] + 1) last[1] = block;
    else runs.push([block, block]);
  }
  return runs;
}

function numbersOf(runs: Part['blocks']): readonly number[] {
  return runs.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, i) => first + i),
  );
}

/** Parts of one kernel added up. */
export interface Sum {
  readonly grid: GridResult;
  readonly blocks: Set<number>;
  rest: readonly PortableClause[] | null;
  error: string | null;
}

export function newSum(): Sum {
  return { grid: newGridResult(), blocks: new Set(), rest: null, error: null };
}

/** @throws SuiteError RECORD_UNREADABLE when something of the part is there already. */
export function addPart(sum: Sum, part: Part): void {
  const twice = numbersOf(part.blocks).find((block) => sum.blocks.has(block));
  if (twice !== undefined || (sum.rest !== null && part.rest !== null)) {
    const what = twice === undefined ? 'what is beside the grid' : `block ${twice}`;
    const kernel = `${part.backend} ${passName(part)}`;
    throw suiteError('RECORD_UNREADABLE', `${kernel}: ${what} is there twice`, {
      hint: 'give each shard once',
    });
  }
  addGridResult(sum.grid, gridFrom(part.grid));
  for (const block of numbersOf(part.blocks)) sum.blocks.add(block);
  sum.rest ??= part.rest;
  sum.error ??= part.error;
}

/** The verdicts of a kernel of which everything is there. */
export function concludeSum(
  request: KernelRequest,
  clauses: readonly Clause[],
  sum: Sum,
): KernelJudgement {
  return conclude(request, clauses, sum.error ?? sum.grid, clausesFrom(clauses, sum.rest ?? []));
}
