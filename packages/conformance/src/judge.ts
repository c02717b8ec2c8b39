import type { KernelRequest } from '@rectify/backend';
import type { AnyBits } from '@rectify/float';
import type { Conversation } from './conversation.ts';
import type { JudgeOptions } from './inputs/options.ts';
import { judgeRest } from './judge-rest.ts';
import { shrinkGrid } from './shrink.ts';
import { openGrid } from './sweep/blocks.ts';
import { addGridResult, newGridResult } from './sweep/judge.ts';
import { worstOf } from './search/search.ts';
import { conclude, type KernelJudgement } from './verdict/kernel.ts';
import { addPairs } from './verdict/pairs.ts';

/**
 * Judges one kernel against clauses of its op and pass. An errored observation of a batch makes the clauses that needed it
 * `errored`; the rest are still judged. If the grid cannot be had, every clause is errored and the conversation ends.
 */
export function* judgeKernel(
  request: KernelRequest,
  options: JudgeOptions,
): Conversation<KernelJudgement> {
  const grid = openGrid(request, options);
  const result = newGridResult();
  for (let index = 0; index < grid.blocks; index++) {
    const block = yield* grid.block(index);
    if (typeof block === 'string') return conclude(request, options.clauses, block, []);
    addGridResult(result, block);
  }
  let worst: readonly AnyBits[] = [];
  if (grid.search !== undefined) {
    const found = yield* grid.search();
    if (typeof found === 'string') return conclude(request, options.clauses, found, []);
    addGridResult(result, found);
    worst = worstOf(found);
  }
  yield* shrinkGrid(grid, result);
  const rest = yield* judgeRest(request, options, worst);
  addPairs(result.profile.pairs, rest.pairs);
  return conclude(request, options.clauses, result, rest.clauses);
}
