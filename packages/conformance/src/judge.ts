import { bitsIn, floatTypes } from '@rectify/float';
import type { Clause } from '@rectify/spec';
import { ask, type Asked, askOnce, withTruth } from './ask.ts';
import { crossInputs, type Inputs, nanInputs } from './calls.ts';
import { elementTestOf, judgeElements } from './elements.ts';
import type { ElementTest } from './element.ts';
import type { CallContext } from './row.ts';
import { rowOf, ruleContext } from './row-of.ts';
import { gridMagnitudes, hasEveryInput } from './grid.ts';
import { type Grid, openGrid } from './grid-blocks.ts';
import { addGridResult, type GridResult, newGridResult } from './judge-block.ts';
import { profileFigures } from './profile.ts';
import { judgedOf, newPending, type PendingClause } from './state.ts';
import { addTally, type Tally } from './tally.ts';
import type { JudgeConversation, JudgeOptions, Judgement, KernelRequest } from './types.ts';

/** Notes of a witness that does not show for its scalar alone; its place in a longer call is then unknown. */
function* shrink(request: KernelRequest, tally: Tally): Asked<void> {
  const { best } = tally;
  if (best === null) return;
  const { dtype, pass } = request;
  const { ofBits } = floatTypes[dtype].arrays;
  const x = ofBits(best.xBits);
  const dy = pass === 'vjp' ? ofBits(best.dyBits ?? bitsIn(dtype, 1)) : undefined;
  const y = yield* askOnce({ dtype, x, dy });
  if (typeof y !== 'string' && bitsIn(dtype, y[0] ?? NaN) === best.gotBits) return;
  tally.best = { ...best, note: 'only within a longer call, not for this input alone' };
}

/** Shrinks the witnesses that a grid found of rules about single elements. */
export function* shrinkGrid(grid: Grid, result: GridResult): Asked<void> {
  for (const { id } of grid.plan.elements) {
    const tally = result.tallies.get(id);
    if (tally !== undefined) yield* shrink(grid.plan.request, tally);
  }
}

/** Judges single elements on one call. */
function* judgeCall(
  request: KernelRequest,
  inputs: Inputs,
  elements: readonly PendingElements[],
): Asked<void> {
  const y = yield* ask(
    elements.map(({ pending }) => pending),
    inputs,
  );
  if (y === undefined) return;
  const returned = withTruth(request, inputs, y);
  for (const { pending, test } of elements) judgeElements(test, returned, pending.tally);
}

/** A clause about single elements with its test. */
interface PendingElements {
  readonly pending: PendingClause;
  readonly test: ElementTest;
}

/** Judges clauses about single elements where the grid does not: NaN, and dy other than 1. */
function* judgeOffGrid(elements: readonly PendingElements[], context: CallContext): Asked<void> {
  const { request, depth, seed } = context;
  // A full sweep has had every NaN.
  if (!hasEveryInput(request, depth)) yield* judgeCall(request, nanInputs(request, seed), elements);
  if (request.pass === 'vjp')
    yield* judgeCall(request, crossInputs(request, depth, seed), elements);
}

/** Judges by calls that clauses of a kind share. */
function* judgeShared(clauses: readonly PendingClause[], context: CallContext): Asked<void> {
  for (const [kind, own] of Map.groupBy(clauses, ({ clause }) => clause.rule.kind)) {
    const row = rowOf(kind);
    if (row.form === 'shared-calls') yield* row.judge(own, context);
  }
}

/** Judges by calls of each clause's own. */
function* judgeOwn(
  clauses: readonly PendingClause[],
  last: boolean,
  context: CallContext,
): Asked<void> {
  for (const pending of clauses) {
    const row = rowOf(pending.clause.rule.kind);
    if (row.form === 'calls' && (row.isLast ?? false) === last) yield* row.judge(pending, context);
  }
}

/** Judges what is not of the grid: NaN, dy other than 1, fixed cases, repeats, lanes, length 0. */
export function* judgeRest(
  request: KernelRequest,
  { depth, seed, clauses }: JudgeOptions,
): Asked<readonly PendingClause[]> {
  const all = clauses.map(newPending);
  const about = ruleContext(request);
  const elements = all.flatMap((pending) => {
    const test = elementTestOf(pending.clause.rule, about);
    return test === undefined ? [] : [{ pending, test }];
  });
  const sample = floatTypes[request.dtype].line.symmetric(gridMagnitudes(request, 'smoke', seed));
  const context = { request, depth, seed, sample };
  yield* judgeOffGrid(elements, context);
  yield* judgeShared(all, context);
  for (const { pending } of elements) yield* shrink(request, pending.tally);
  yield* judgeOwn(all, false, context);
  yield* judgeOwn(all, true, context);
  return all;
}

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
