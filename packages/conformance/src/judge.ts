import { suiteError } from '@rectify/backend';
import { ask, type Asked, withTruth } from './ask.ts';
import { crossInputs, nanInputs, withUnitDy } from './calls.ts';
import { differing, judgeElements } from './elements.ts';
import { batchMagnitudes, gridMagnitudes, symmetricBatch } from './grid.ts';
import { judgeLanes } from './judge-lanes.ts';
import { type Ends, isPairRule, judgePairs } from './pairs.ts';
import * as phases from './phases.ts';
import { addToProfile, newProfileSums, profileFigures } from './profile.ts';
import { type Case, judgedOf, newCase } from './state.ts';
import { truthAt } from './truth.ts';
import type { JudgeConversation, JudgeOptions, Judgement, KernelRequest } from './types.ts';

interface Grid {
  readonly request: KernelRequest;
  readonly cases: readonly Case[];
  readonly elements: readonly phases.ElementCase[];
  readonly options: JudgeOptions;
  readonly atZero: number;
}

/** Asks for the whole grid: elements, pairs and the profile. Returns the profile, or null where an answer lacked. */
function* judgeGrid(grid: Grid): Asked<Judgement['profile']> {
  const { request, cases, elements, options, atZero } = grid;
  const sums = newProfileSums();
  const ends: Ends = { low: null, high: null };
  const magnitudes = gridMagnitudes(request, options.depth, options.seed);
  for (let start = 0; start < magnitudes.length; start += batchMagnitudes) {
    const x = symmetricBatch(magnitudes.subarray(start, start + batchMagnitudes));
    const inputs = withUnitDy(request, x);
    const y = yield* ask(cases, inputs);
    if (y === undefined) return null;
    const returned = withTruth(request, inputs, y);
    const suspects = differing(returned);
    for (const { one, rule } of elements) judgeElements(rule, returned, suspects, one.tally);
    for (const { clause, tally } of cases)
      if (isPairRule(clause.rule)) judgePairs(clause.rule, x, y, ends, tally);
    addToProfile(sums, returned, atZero);
  }
  return { op: request.op, pass: request.pass, dtype: request.dtype, ...profileFigures(sums) };
}

/** Whether the witness shows for its scalar alone; where it does not, its place in a longer call is unknown. */
function* shrink(request: KernelRequest, { one }: phases.ElementCase): Asked<void> {
  const { best } = one.tally;
  if (best === null) return;
  const dy = request.pass === 'vjp' ? Float32Array.of(best.dy ?? 1) : undefined;
  const y = yield* ask([], { x: Float32Array.of(best.x), dy });
  if (y !== undefined && Object.is(y[0], best.got)) return;
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
  const atZero = truthAt(request, 0).due;
  const elements = phases.elementCases(cases, atZero);
  const finish = (profile: Judgement['profile']): Judgement => ({
    judged: cases.map(judgedOf),
    profile,
  });

  const profile = yield* judgeGrid({ request, cases, elements, options, atZero });
  if (profile === null) return finish(null);
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
  return finish(profile);
}
