import type { Magnitudes, Values } from '@rectify/float';
import { askOnce, type Conversation } from '../conversation.ts';
import { type Element, resultAt } from '../element.ts';
import { type Inputs, numbersOf, type Place } from '../inputs/calls.ts';
import { seeded } from '../inputs/random.ts';
import { truthOf } from '../truth.ts';
import { mayBeBetter, type Sight, sightOf } from '../verdict/sighting.ts';
import { inputAt, sightAt } from '../verdict/sight-at.ts';
import { countViolation, offer } from '../verdict/tally.ts';
import { sightingOfTwo, ulpFrom } from '../verdict/two.ts';
import { callOf, type GridCall } from './grid-calls.ts';
import { type GridResult, newGridResult, tallyOf } from './judge.ts';
import type { GridPlan } from './plan.ts';

const note = 'in a call beside the sweep; the other result is that of the sweep';

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

/** Places in an order in which those that were neighbours are apart. */
function newOrder(length: number, seed: number, label: string): Uint32Array {
  const draw = seeded(seed, label);
  let step = draw(2, Math.max(2, length - 2));
  while (divisor(step, length) > 1) step++;
  const first = draw(0, length - 1);
  return Uint32Array.from({ length }, (_, at) => (first + at * step) % length);
}

/** An element of the call that is made again: what came now and what came in the sweep. */
interface Twice {
  readonly index: number;
  readonly now: number;
  readonly before: number;
}

/** What differs from the sweep: both results are in their order, which is symmetric around the middle. */
function differing(
  magnitudes: Magnitudes,
  order: Uint32Array,
  now: Values,
  before: Values,
): readonly Twice[] {
  const { length } = magnitudes;
  const found: Twice[] = [];
  const compare = (index: number, old: number): void => {
    const [a = NaN, b = NaN] = [now[index], before[old]];
    if (!Object.is(a, b)) found.push({ index, now: a, before: b });
  };
  for (let at = 0; at < length; at++) {
    const from = order[at] ?? 0;
    compare(length + at, length + from);
    compare(length - 1 - at, length - 1 - from);
  }
  return found;
}

/** Counts what differs against the clauses that it breaks now and did not break in the sweep. */
function judgeTwice(
  { context: { request }, elements, ofPlace }: GridPlan,
  inputs: Inputs,
  found: readonly Twice[],
  result: GridResult,
): void {
  const { dtype } = request;
  const { x, dy } = numbersOf(inputs);
  const truths = truthOf(request, x, dy);
  for (const { index, now, before } of found) {
    const truth = {
      due: truths.due[index] ?? NaN,
      exact: truths.exact[index] ?? NaN,
      rest: truths.rest?.[index] ?? 0,
    };
    const element = (y: number): Element => {
      const ulp = ulpFrom(dtype, y, truth);
      return { x: x[index] ?? NaN, dy: dy?.[index] ?? 1, y, ...truth, ulp };
    };
    const [nowElement, oldElement] = [element(now), element(before)];
    for (const { id, test } of elements)
      if (test.applies(nowElement) && !test.holds(nowElement) && test.holds(oldElement))
        sightAt(tallyOf(result, id), inputs, index, resultAt(test, nowElement), { note });
    const { xBits, dyBits, place } = inputAt(inputs, index);
    // Where it stands in the sweep is found by the sweep.
    const sight = ({ y, ulp }: Element, own?: Place): Sight =>
      sightOf(dtype, xBits, dyBits, { got: y, due: truth.due, ulp }, own);
    for (const id of ofPlace) {
      const tally = tallyOf(result, id);
      countViolation(tally);
      const rank = -x.length;
      if (mayBeBetter(tally.best, rank, dtype, xBits, dyBits))
        offer(
          tally,
          sightingOfTwo(dtype, sight(nowElement, place), sight(oldElement), { rank, note }),
        );
    }
  }
}

/**
 * Makes a call of a sweep again, beside it and in another order. A kernel that then gives other results answers by where an
 * input stands, or by what it sees of the sweep: what differs is a violation where that of the sweep was none.
 */
export function* revisit(
  plan: GridPlan,
  { magnitudes, from, dy }: GridCall & { readonly dy: number },
  before: Values,
  { seed, label }: { readonly seed: number; readonly label: string },
): Conversation<GridResult | string> {
  const { request } = plan.context;
  const order = newOrder(magnitudes.length, seed, label);
  const { inputs } = callOf(
    request,
    dy,
    magnitudes.map((_, at) => magnitudes[order[at] ?? 0] ?? 0),
    from,
  );
  const now = yield* askOnce(inputs);
  if (typeof now === 'string') return now;
  const result = newGridResult();
  const found = differing(magnitudes, order, now, before);
  if (found.length > 0) judgeTwice(plan, inputs, found, result);
  return result;
}
