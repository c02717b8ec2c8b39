import { floatTypes, type Values } from '@rectify/float';
import type { Inputs } from './calls.ts';
import { fail, type PendingClause } from './state.ts';
import type { Batch, Observation } from './types.ts';

export type Asked<T> = Generator<Batch, T, Observation>;

/** Makes one call: the results as numbers, or the message of why there are none. */
export function* askOnce({ dtype, x, dy }: Inputs, offset = 0): Asked<Values | string> {
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
): Asked<Values | undefined> {
  const y = yield* askOnce(inputs, offset);
  if (typeof y !== 'string') return y;
  fail(clauses, y);
  return undefined;
}
