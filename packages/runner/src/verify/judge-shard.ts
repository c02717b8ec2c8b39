import type { KernelRequest, Origin } from '@rectify/backend';
import type { GridResult, JudgeOptions, Observation } from '@rectify/conformance';
import {
  addGridResult,
  addPairs,
  type Batch,
  converse,
  judgeRest,
  newGridResult,
  openGrid,
  portableClauses,
  portableGrid,
  shrinkGrid,
} from '@rectify/conformance';
import type { Part } from '@rectify/record';
import type { Unsupported } from '../process/protocol.ts';
import type { Session } from '../process/session.ts';
import type { Sum } from './parts.ts';
import { addPart, newSum, runsOf } from './parts.ts';
import type { Shard } from './shard.ts';
import { blocksOf, stridden } from './shard.ts';

export interface JudgeShardOptions {
  readonly backend: string;
  readonly request: KernelRequest;
  readonly origin: Origin;
  readonly judge: JudgeOptions;
  readonly shard: Shard;
  /** Judge every so manyth block only. */
  readonly stride: number;
  /** Parts of this kernel and shard that were judged before. */
  readonly before: readonly Part[];
  readonly signal?: AbortSignal | undefined;
  /** A block was judged, or what is beside the grid. */
  readonly onPart?: ((part: Part) => void) | undefined;
  readonly onProgress?:
    | ((done: {
        readonly blocks: number;
        readonly of: number;
        readonly tested: number;
        readonly maxUlp: number;
      }) => void)
    | undefined;
}

/** What was judged of a kernel, and where its time went. */
export interface Judging {
  readonly sum: Sum;
  readonly part: Part;
  /** What the backend said where it has no such kernel after all. */
  readonly unsupported: Unsupported | null;
  readonly cost: { readonly kernelMs: number; readonly judgeMs: number };
}

/**
 * Judges a shard of one kernel. At full depth the blocks are shared among the sessions and judged beside the kernel,
 * because a sweep is too much to send; else the first session answers, and this process judges.
 */
export async function judgeShard(
  sessions: readonly Session[],
  o: JudgeShardOptions,
): Promise<Judging> {
  const { request, judge, shard, signal } = o;
  const grid = openGrid(request, judge);
  const chosen = stridden(grid.blocks, o.stride);
  const sum = newSum();
  for (const part of o.before) addPart(sum, part);
  const began = performance.now();
  let kernelMs = 0;
  let unsupported: Unsupported | null = null;

  const partOf = (blocks: readonly number[], result: GridResult, rest: Part['rest']): Part => ({
    backend: o.backend,
    ...request,
    origin: o.origin,
    clauses: judge.clauses.map(({ id }) => id),
    total: chosen.length,
    blocks: runsOf(blocks),
    grid: portableGrid(result),
    rest,
    error: sum.error,
  });
  const [first] = sessions;
  const answer = async (batch: Batch): Promise<Observation> => {
    const asked = performance.now();
    const ran =
      first === undefined
        ? ({ kind: 'errored', message: 'no session' } as const)
        : await first.run(request, batch);
    kernelMs += performance.now() - asked;
    if (ran.kind !== 'unsupported') return ran;
    unsupported = ran;
    return { kind: 'errored', message: ran.note };
  };
  const judgeBlock = async (session: Session, index: number): Promise<GridResult | string> => {
    if (judge.depth !== 'exhaustive') return converse(grid.block(index), answer);
    const judged = await session.block(request, judge, index);
    if (judged.kind === 'judged') return judged.result;
    if (judged.kind === 'errored') return judged.message;
    unsupported = judged;
    return judged.note;
  };

  const own = blocksOf(chosen, shard);
  const waiting = own.filter((block) => !sum.blocks.has(block));
  const work = async (session: Session): Promise<void> => {
    for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) {
      if (sum.error !== null || signal?.aborted === true) return;
      const result = await judgeBlock(session, index);
      if (typeof result === 'string') {
        sum.error ??= result;
        return;
      }
      addGridResult(sum.grid, result);
      sum.blocks.add(index);
      o.onPart?.(partOf([index], result, null));
      const { tested, maxUlp, pairs } = sum.grid.profile;
      const done = { blocks: sum.blocks.size, of: own.length, maxUlp };
      o.onProgress?.({ ...done, tested: tested + pairs.tested });
    }
  };
  await Promise.all((judge.depth === 'exhaustive' ? sessions : sessions.slice(0, 1)).map(work));

  if (sum.error === null && signal?.aborted !== true) {
    await converse(shrinkGrid(grid, sum.grid), answer);
    if (shard.index === 1 && sum.rest === null) {
      const { clauses, pairs } = await converse(judgeRest(request, judge), answer);
      sum.rest = portableClauses(clauses);
      const added = newGridResult();
      addPairs(added.profile.pairs, pairs);
      addGridResult(sum.grid, added);
      o.onPart?.(partOf([], added, sum.rest));
    }
  }
  const part = partOf([...sum.blocks], sum.grid, sum.rest);
  return {
    sum,
    part,
    unsupported,
    cost: { kernelMs, judgeMs: performance.now() - began - kernelMs },
  };
}
