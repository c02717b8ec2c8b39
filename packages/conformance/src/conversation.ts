import { floatTypes, type TypedArray, type Values } from '@rectify/float';
import type { Inputs } from './inputs/calls.ts';
import { fail, type PendingClause } from './verdict/clause.ts';

/** Inputs of one call. `offset` elements lie before `x` (and `dy`) in its buffer, so that the view is not at its start. */
export interface Batch {
  readonly x: TypedArray;
  readonly dy?: TypedArray;
  readonly offset: number;
}

/** What a kernel returned for a batch. */
export type Observation =
  | { readonly kind: 'returned'; readonly y: TypedArray }
  | { readonly kind: 'errored'; readonly message: string };

/** Yields batches and is given what the kernel returned for each; without IO. */
export type Conversation<T> = Generator<Batch, T, Observation>;

/** Holds a conversation to its end with whoever answers, and gives what it returns. */
export async function converse<T>(
  conversation: Conversation<T>,
  answer: (batch: Batch) => Observation | Promise<Observation>,
): Promise<T> {
  let step = conversation.next();
  while (step.done !== true) step = conversation.next(await answer(step.value));
  return step.value;
}

/** Makes one call: the results as numbers, or the message of why there are none. */
export function* askOnce({ dtype, x, dy }: Inputs, offset = 0): Conversation<Values | string> {
  const observation = yield dy === undefined ? { x, offset } : { x, dy, offset };
  if (observation.kind === 'errored') return observation.message;
  const y = floatTypes[dtype].arrays.valuesOf(observation.y);
  if (y === undefined)
    return `the result is no ${floatTypes[dtype].arrays.from([]).constructor.name}`;
  return y.length === x.length ? y : `${y.length} results for ${x.length} inputs`;
}

/** Makes one call for the sake of these clauses; without an answer they fail, and the result is undefined. */
export function* ask(
  clauses: readonly PendingClause[],
  inputs: Inputs,
  offset = 0,
): Conversation<Values | undefined> {
  const y = yield* askOnce(inputs, offset);
  if (typeof y !== 'string') return y;
  fail(clauses, y);
  return undefined;
}
