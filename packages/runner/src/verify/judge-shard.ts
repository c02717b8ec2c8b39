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
  worstOf,
} from '@rectify/conformance';
import type { Part } from '@rectify/record';
import type { Unsupported } from '../process/protocol.ts';
import type { Session } from '../process/session.ts';
import type { Sweeper, SweepTimes } from '../sweep/sweep.ts';
import type { Sum } from './parts.ts';
import { addPart, demandPartOf, newSum, runsOf } from './parts.ts';
import type { Shard } from './shard.ts';
import { blocksOf } from './shard.ts';

export interface JudgeShardOptions {
  readonly backend: string;
  readonly request: KernelRequest;
  readonly origin: Origin;
  readonly judge: JudgeOptions;
  readonly shard: Shard;
  /** Parts of this kernel and shard that were judged before. */
  readonly before: readonly Part[];
  readonly signal?: AbortSignal | undefined;
  /** A block of a sweep was judged, or what is beside its grid; at other depths the whole kernel was. */
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

/** Who answers and who judges: without sweepers this process judges, block by block. */
export interface Judges {
  readonly session: Session;
  readonly sweepers: readonly Sweeper[];
}

/** What was judged of a kernel, and where its time went. */
export interface Judging {
  readonly sum: Sum;
  readonly part: Part;
  /** What the backend said where it has no such kernel after all, and answered no call. */
  readonly unsupported: Unsupported | null;
  readonly cost: { readonly kernelMs: number; readonly judgeMs: number };
}

/** Judges a shard of one kernel: what is swept by the sweepers, which share the blocks, and the rest by the first session. */
export async function judgeShard(
  { session, sweepers }: Judges,
  o: JudgeShardOptions,
): Promise<Judging> {
  const { request, judge, shard, signal } = o;
  const sweeps = judge.depth === 'exhaustive';
  const grid = openGrid(request, judge);
  const own = blocksOf(grid.blocks, shard);
  const sum = newSum();
  for (const part of o.before) {
    const clauses = judge.clauses.map(({ id }) => id);
    demandPartOf(part, { total: grid.blocks, clauses, own });
    addPart(sum, part);
  }
  const began = performance.now();
  let kernelMs = 0;
  let unsupported: Unsupported | null = null;
  // What answers some calls is there: that it is unsupported in others is no word about the kernel.
  let answered = o.before.some(({ blocks, rest }) => blocks.length > 0 || rest !== null);
  const lack = (said: Unsupported): string => {
    unsupported = said;
    return `says that it is unsupported: ${said.note}`;
  };

  const partOf = (blocks: readonly number[], result: GridResult, rest: Part['rest']): Part => ({
    backend: o.backend,
    ...request,
    origin: o.origin,
    clauses: judge.clauses.map(({ id }) => id),
    total: grid.blocks,
    blocks: runsOf(blocks),
    grid: portableGrid(result),
    rest,
    error: sum.error,
  });
  const answer = async (batch: Batch): Promise<Observation> => {
    const asked = performance.now();
    const ran = await session.run(request, batch);
    kernelMs += performance.now() - asked;
    if (ran.kind === 'unsupported') return { kind: 'errored', message: lack(ran) };
    answered ||= ran.kind === 'returned';
    return ran;
  };
  const waiting = own.filter((block) => !sum.blocks.has(block));
  const next = (): number | undefined =>
    sum.error !== null || signal?.aborted === true ? undefined : waiting.shift();
  const onJudged = (index: number, result: GridResult): void => {
    answered = true;
    addGridResult(sum.grid, result);
    sum.blocks.add(index);
    if (sweeps) o.onPart?.(partOf([index], result, null));
    const { tested, maxUlp, pairs } = sum.grid.profile;
    const done = { blocks: sum.blocks.size, of: own.length, maxUlp };
    o.onProgress?.({ ...done, tested: tested + pairs.tested });
  };
  const swept = await Promise.all(
    sweepers.map(async (one) => {
      const { fault, ...times } = await one.sweep({
        request,
        options: judge,
        grid,
        next,
        onJudged,
      });
      if (fault !== null) sum.error ??= fault.kind === 'errored' ? fault.message : lack(fault);
      return times;
    }),
  );
  for (let index = next(); index !== undefined; index = next()) {
    const result = await converse(grid.block(index), answer);
    if (typeof result === 'string') sum.error ??= result;
    else onJudged(index, result);
  }
  kernelMs += kernelShare(swept) * (performance.now() - began - kernelMs);

  // What is beside the blocks is the first shard's.
  const isBeside = shard.index === 1 && sum.rest === null;
  const added = newGridResult();
  if (isBeside && signal?.aborted !== true && grid.search !== undefined) {
    const found = sum.error ?? (await converse(grid.search(), answer));
    if (typeof found === 'string') sum.error ??= found;
    else addGridResult(added, found);
  }
  addGridResult(sum.grid, added);
  if (sum.error === null && signal?.aborted !== true) {
    await converse(shrinkGrid(grid, sum.grid), answer);
    if (isBeside) {
      const { clauses, pairs } = await converse(judgeRest(request, judge, worstOf(added)), answer);
      sum.rest = portableClauses(clauses);
      const ofPairs = newGridResult();
      addPairs(ofPairs.profile.pairs, pairs);
      addGridResult(added, ofPairs);
      addGridResult(sum.grid, ofPairs);
      if (sweeps) o.onPart?.(partOf([], added, sum.rest));
    }
  }
  const part = partOf([...sum.blocks], sum.grid, sum.rest);
  // What was judged before is in the record; what there is none of after all is said again when it is asked.
  const isNew = o.before.length === 0 && unsupported === null && signal?.aborted !== true;
  if (!sweeps && isNew) o.onPart?.(part);
  return {
    sum,
    part,
    unsupported: answered ? null : unsupported,
    cost: { kernelMs, judgeMs: performance.now() - began - kernelMs },
  };
}

/** The kernel's share of the time that sweeps took, all processors together. */
function kernelShare(swept: readonly SweepTimes[]): number {
  const sumOf = (key: keyof SweepTimes): number => swept.reduce((sum, one) => sum + one[key], 0);
  const kernelMs = sumOf('kernelMs');
  return kernelMs === 0 ? 0 : kernelMs / (kernelMs + sumOf('judgeMs'));
}
