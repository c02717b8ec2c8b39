import { suiteError } from '@rectify/backend';
import { ask, type Asked, askOnce } from './ask.ts';
import { crossInputs, nanInputs, withUnitDy } from './calls.ts';
import { batchMagnitudes, gridMagnitudes, symmetricBatch } from './grid.ts';
import { judgeLanes } from './judge-lanes.ts';
import {
  judgeBlock,
  type GridPlan,
  type GridResult,
  newGridResult,
  planGrid,
} from './judge-block.ts';
import * as phases from './phases.ts';
import { profileFigures } from './profile.ts';
import { type Case, judgedOf, newCase } from './state.ts';
import { addTally } from './tally.ts';
import type { JudgeConversation, JudgeOptions, KernelRequest } from './types.ts';

/** Asks for the whole sampled grid. Returns what it gave, or null where an answer lacked. */
function* judgeGrid(
  cases: readonly Case[],
  plan: GridPlan,
  options: JudgeOptions,
): Asked<GridResult | null> {
  const result = newGridResult();
  const magnitudes = gridMagnitudes(plan.request, options.depth, options.seed, options.inputs);
  for (let start = 0; start < magnitudes.length; start += batchMagnitudes) {
    const from = start === 0 ? 0 : 1;
    const part = magnitudes.subarray(start - from, start + batchMagnitudes);
    const x = symmetricBatch(part);
    const y = yield* ask(cases, withUnitDy(plan.request, x));
    if (y === undefined) return null;
    judgeBlock(plan, part, from, x, y, result);
  }
  return result;
}

/** Whether the witness shows for its scalar alone; where it does not, its place in a longer call is unknown. */
function* shrink(request: KernelRequest, { one }: phases.ElementCase): Asked<void> {
  const { best } = one.tally;
  if (best === null) return;
  const dy = request.pass === 'vjp' ? Float32Array.of(best.dy ?? 1) : undefined;
  const x = new Float32Array(Uint32Array.of(best.xBits).buffer);
  const y = yield* askOnce({ x, dy });
  if (typeof y !== 'string' && Object.is(y[0], best.got)) return;
  one.tally.best = { ...best, note: 'only within a longer call, not for this input alone' };
}

/**
 * Judges one float32 kernel against clauses of its op and pass: a conversation (see JudgeConversation), without IO.
 * If the grid cannot be had, every clause is errored and the conversation ends.
 * @throws SuiteError KERNEL_UNSUPPORTED for another dtype.
 */
export function* judgeKernel(request: KernelRequest, options: JudgeOptions): JudgeConversation {
  if (request.dtype !== 'float32')
    throw suiteError('KERNEL_UNSUPPORTED', `no judge for ${request.dtype} yet`, {
      hint: 'use --dtype float32',
    });
  const { depth, seed } = options;
  const cases = options.clauses.map(newCase);
  const plan = planGrid(request, options.clauses);
  const elements = phases.elementCases(cases, plan.atZero);

  const grid = yield* judgeGrid(cases, plan, options);
  if (grid === null) return { judged: cases.map(judgedOf), profile: null };
  for (const { clause, tally } of cases) {
    const found = grid.tallies.get(clause.id);
    if (found !== undefined) addTally(tally, found);
  }
  yield* phases.judgeCall(request, nanInputs(request, seed), elements);
  if (request.pass === 'vjp') yield* phases.judgeCall(request, crossInputs(depth, seed), elements);
  const withCases = cases.filter(({ clause }) => clause.rule.kind === 'cases');
  if (withCases.length > 0) yield* phases.judgeCases(request, withCases);
  for (const one of elements) yield* shrink(request, one);
  const sample = symmetricBatch(gridMagnitudes(request, 'smoke', seed));
  for (const one of cases) {
    const { kind } = one.clause.rule;
    if (kind === 'idempotent') yield* phases.judgeIdempotent(one, sample);
    if (kind === 'scale') yield* phases.judgeScale(request, one, depth, seed);
    if (kind === 'repeat') yield* phases.judgeRepeat(one, withUnitDy(request, sample));
    if (kind === 'behaviour') yield* phases.judgeBehaviour(one);
    if (kind === 'lanes') yield* judgeLanes(request, one, depth, seed);
  }
  // Last, because a kernel that cannot do it often takes its process along.
  for (const one of cases)
    if (one.clause.rule.kind === 'empty') yield* phases.judgeEmpty(request, one);
  const { op, pass, dtype } = request;
  return {
    judged: cases.map(judgedOf),
    profile: { op, pass, dtype, ...profileFigures(grid.profile) },
  };
}
