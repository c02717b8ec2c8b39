import { type AnyBits, floatTypes, signedUlpError } from '@rectify/float';
import { ask, type Conversation } from './conversation.ts';
import { type Inputs, nanInputs, numbersOf } from './inputs/calls.ts';
import { type Element, type ElementTest, resultAt } from './element.ts';
import { isSwept } from '@rectify/record/coverage';
import { pairCalls } from './inputs/pairs.ts';
import { measurePair } from './measure-pair.ts';
import { seeded } from './inputs/random.ts';
import type { CallContext, RuleContext } from './row.ts';
import { measuresOf } from './search/measures.ts';
import { newPairSearch, newWorstPairs, type WorstPairs } from './search/pairs.ts';
import type { PendingClause } from './verdict/clause.ts';
import { newPairSums, type PairSums } from './verdict/pairs.ts';
import { sightAt } from './verdict/sight-at.ts';
import { truthOf } from './truth.ts';

/** A clause about single elements with its test. */
export interface PendingTest {
  readonly pending: PendingClause;
  readonly test: ElementTest;
}

/** Judges clauses about single elements where the grid does not: NaN, and dy other than 1, on which it measures too. */
export function* judgeElements(
  tests: readonly PendingTest[],
  context: CallContext,
  about: RuleContext,
  worst: readonly AnyBits[],
): Conversation<PairSums> {
  const { request, depth, seed } = context;
  const pairs = newPairSums();
  // A full sweep has had every NaN.
  if (!isSwept(request.dtype, depth))
    yield* judgeCall(tests, context, nanInputs(request, seed), pairs);
  if (request.pass === 'forward') return pairs;
  const measures = measuresOf(
    about,
    tests.map(({ test }) => test),
  );
  const found = newWorstPairs(measures);
  for (const inputs of pairCalls(request, depth, seed))
    // A kernel that does not answer one is not asked for the others: each might take as long as is waited for it.
    if (!(yield* judgeCall(tests, context, inputs, pairs, found.note))) return pairs;
  if (depth !== 'smoke') yield* searchPairs(tests, context, worst, pairs, found);
  return pairs;
}

/** Rounds of a search among pairs. */
const rounds = 8;

/** Looks beside the pairs whose errors are great, and at many dy for inputs that are worst with dy = 1. */
function* searchPairs(
  tests: readonly PendingTest[],
  context: CallContext,
  worst: readonly AnyBits[],
  pairs: PairSums,
  found: WorstPairs,
): Conversation<void> {
  const search = newPairSearch(context.request, seeded(context.seed, 'search of pairs'));
  const before = tests.map(({ pending: { tally } }) => ({ ...tally }));
  const { tested, misrounded } = pairs;
  for (let round = 0; round <= rounds; round++) {
    const inputs = round === 0 ? search.from(worst) : search.around(found.pairs());
    if (inputs.x.length === 0) continue;
    if (!(yield* judgeCall(tests, context, inputs, pairs, found.note))) break;
  }
  pairs.searched = { tested: pairs.tested - tested, misrounded: pairs.misrounded - misrounded };
  for (const [index, { pending }] of tests.entries()) {
    const { tested: asked, violations } = before[index]!;
    pending.tally.searched = {
      tested: pending.tally.tested - asked,
      violations: pending.tally.violations - violations,
    };
  }
}

/** Judges and measures one call; false where there was no answer. */
function* judgeCall(
  tests: readonly PendingTest[],
  { request }: CallContext,
  inputs: Inputs,
  pairs: PairSums,
  note?: WorstPairs['note'],
): Conversation<boolean> {
  const y = yield* ask(
    tests.map(({ pending }) => pending),
    inputs,
  );
  if (y === undefined) return false;
  const { x, dy } = numbersOf(inputs);
  const { due, exact, rest } = truthOf(request, x, dy);
  const { ulpOf } = floatTypes[inputs.dtype].format;
  for (let index = 0; index < x.length; index++) {
    const element: Element = {
      x: x[index] ?? NaN,
      dy: dy === undefined ? 1 : (dy[index] ?? NaN),
      y: y[index] ?? NaN,
      due: due[index] ?? NaN,
      exact: exact[index] ?? NaN,
      rest: rest?.[index] ?? 0,
      ulp: 0,
    };
    element.ulp = Math.abs(
      signedUlpError(element.y, element.exact, element.due, ulpOf(element.due)) - element.rest,
    );
    if (dy !== undefined) measurePair(pairs, request, element, rest !== null);
    note?.(element);
    for (const { pending, test } of tests) {
      if (!test.applies(element)) continue;
      pending.tally.tested++;
      if (!test.holds(element)) sightAt(pending.tally, inputs, index, resultAt(test, element));
    }
  }
  return true;
}
