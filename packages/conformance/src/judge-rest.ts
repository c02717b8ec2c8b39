import { type AnyBits, floatTypes } from '@rectify/float';
import type { Conversation } from './conversation.ts';
import { gridMagnitudes } from './inputs/grid.ts';
import { judgeElements } from './judge-elements.ts';
import type { CallContext } from './row.ts';
import { elementTestOf, rowOf, ruleContext } from './row-of.ts';
import { shrink } from './shrink.ts';
import { newPending, type PendingClause } from './verdict/clause.ts';
import type { PairSums } from './verdict/pairs.ts';
import type { KernelRequest } from '@rectify/backend';
import type { JudgeOptions } from './inputs/options.ts';

/** What was judged beside the grid. */
export interface RestResult {
  readonly clauses: readonly PendingClause[];
  /** To be added to those of the grid. */
  readonly pairs: PairSums;
}

/**
 * Judges what is not of the grid, as the row of each clause's rule has it. `worst` are inputs x whose errors are great with dy = 1:
 * a search tries them with many dy.
 */
export function* judgeRest(
  request: KernelRequest,
  { depth, seed, clauses }: JudgeOptions,
  worst: readonly AnyBits[] = [],
): Conversation<RestResult> {
  const all = clauses.map(newPending);
  const about = ruleContext(request);
  const tests = all.flatMap((pending) => {
    const test = elementTestOf(pending.clause.rule, about);
    return test === undefined ? [] : [{ pending, test }];
  });
  const sample = floatTypes[request.dtype].line.symmetric(gridMagnitudes(request, 'smoke', seed));
  const context = { request, depth, seed, sample };
  const pairs = yield* judgeElements(tests, context, about, worst);
  yield* judgeShared(all, context);
  yield* judgeOwn(all, false, context);
  for (const { tally } of all) yield* shrink(request, tally);
  yield* judgeOwn(all, true, context);
  return { clauses: all, pairs };
}

/** By calls that the clauses of a kind share. */
function* judgeShared(clauses: readonly PendingClause[], context: CallContext): Conversation<void> {
  for (const [kind, own] of Map.groupBy(clauses, ({ clause }) => clause.rule.kind)) {
    const row = rowOf(kind);
    if (row.form === 'shared-calls') yield* row.judge(own, context);
  }
}

/** By calls of each clause's own: those that come last, or the others. */
function* judgeOwn(
  clauses: readonly PendingClause[],
  areLast: boolean,
  context: CallContext,
): Conversation<void> {
  for (const pending of clauses) {
    const row = rowOf(pending.clause.rule.kind);
    if (row.form === 'calls' && (row.isLast ?? false) === areLast)
      yield* row.judge(pending, context);
  }
}
