import { bitsIn, floatTypes } from '@rectify/float';
import type { Clause } from '@rectify/spec';
import { type Asked, askOnce } from './ask.ts';
import { crossInputs, nanInputs, withUnitDy } from './calls.ts';
import { gridMagnitudes, hasEveryInput } from './grid.ts';
import { type Grid, openGrid } from './grid-blocks.ts';
import { addGridResult, type GridResult, newGridResult } from './judge-block.ts';
import { judgeLanes } from './judge-lanes.ts';
import * as phases from './phases.ts';
import { profileFigures } from './profile.ts';
import { type Case, judgedOf, newCase } from './state.ts';
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
  for (const { id } of grid.plan.rules) {
    const tally = result.tallies.get(id);
    if (tally !== undefined) yield* shrink(grid.plan.request, tally);
  }
}

/** Judges what is not of the grid: NaN, dy other than 1, fixed cases, repeats, lanes, length 0. */
export function* judgeRest(
  request: KernelRequest,
  { depth, seed, clauses }: JudgeOptions,
  atZero: number,
): Asked<readonly Case[]> {
  const cases = clauses.map(newCase);
  const elements = phases.elementCases(cases, atZero, request);
  // A full sweep has had every NaN.
  if (!hasEveryInput(request, depth))
    yield* phases.judgeCall(request, nanInputs(request, seed), elements);
  if (request.pass === 'vjp')
    yield* phases.judgeCall(request, crossInputs(request, depth, seed), elements);
  const withCases = cases.filter(({ clause }) => clause.rule.kind === 'cases');
  if (withCases.length > 0) yield* phases.judgeCases(request, withCases);
  for (const { one } of elements) yield* shrink(request, one.tally);
  const { dtype } = request;
  const sample = floatTypes[dtype].line.symmetric(gridMagnitudes(request, 'smoke', seed));
  for (const one of cases) {
    const { kind } = one.clause.rule;
    if (kind === 'idempotent') yield* phases.judgeIdempotent(dtype, one, sample);
    if (kind === 'scale') yield* phases.judgeScale(request, one, depth, seed);
    if (kind === 'repeat') yield* phases.judgeRepeat(one, withUnitDy(request, sample));
    if (kind === 'behaviour') yield* phases.judgeBehaviour(dtype, one);
    if (kind === 'lanes') yield* judgeLanes(request, one, depth, seed);
  }
  // Last, because a kernel that cannot do it often takes its process along.
  for (const one of cases)
    if (one.clause.rule.kind === 'empty') yield* phases.judgeEmpty(request, one);
  return cases;
}

/** Draws the verdicts from the grid and the rest. Without a grid every clause is errored with the message. */
export function conclude(
  request: KernelRequest,
  clauses: readonly Clause[],
  grid: GridResult | string,
  rest: readonly Case[],
): Judgement {
  const { op, pass, dtype } = request;
  if (typeof grid === 'string')
    return {
      judged: clauses.map((clause) => judgedOf(dtype, { ...newCase(clause), error: grid })),
      profile: null,
    };
  const judged = rest.map((one) => {
    const whole = {
      ...newCase(one.clause),
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
  const rest = yield* judgeRest(request, options, grid.plan.atZero);
  return conclude(request, options.clauses, result, rest);
}
