import type { Clause } from '@rectify/spec';
import { judgeRest } from './judge-rest.ts';
import { profileFigures } from './profile.ts';
import { shrinkGrid } from './shrink.ts';
import { judgedOf, newPending, type PendingClause } from './state.ts';
import { openGrid } from './sweep/blocks.ts';
import { addGridResult, type GridResult, newGridResult } from './sweep/judge.ts';
import { addTally } from './tally.ts';
import type { JudgeConversation, JudgeOptions, Judgement, KernelRequest } from './types.ts';

/** Draws the verdicts from the grid and the rest. Without a grid every clause is errored with the message. */
export function conclude(
  request: KernelRequest,
  clauses: readonly Clause[],
  grid: GridResult | string,
  rest: readonly PendingClause[],
): Judgement {
  const { op, pass, dtype } = request;
  if (typeof grid === 'string')
    return {
      judged: clauses.map((clause) => judgedOf(dtype, { ...newPending(clause), error: grid })),
      profile: null,
    };
  const judged = rest.map((one) => {
    const whole = {
      ...newPending(one.clause),
      lane: one.lane,
      behaviour: one.behaviour,
      error: one.error,
    };
    addTally(whole.tally, one.tally);
    const found = grid.tallies.get(one.clause.id);
    if (found !== undefined) addTally(whole.tally, found);
    return judgedOf(dtype, whole);
  });
  return { judged, profile: { op, pass, dtype, ...profileFigures(dtype, grid.profile) } };
}

/**
 * Judges one kernel against clauses of its op and pass: a conversation (see JudgeConversation), without IO. If the grid
 * cannot be had, every clause is errored and the conversation ends.
 */
export function* judgeKernel(request: KernelRequest, options: JudgeOptions): JudgeConversation {
  const grid = openGrid(request, options);
  const result = newGridResult();
  for (let index = 0; index < grid.blocks; index++) {
    const block = yield* grid.block(index);
    if (typeof block === 'string') return conclude(request, options.clauses, block, []);
    addGridResult(result, block);
  }
  yield* shrinkGrid(grid, result);
  const rest = yield* judgeRest(request, options);
  return conclude(request, options.clauses, result, rest);
}
