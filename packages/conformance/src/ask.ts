import type { Inputs } from './calls.ts';
import type { Returned } from './elements.ts';
import { type Case, fail } from './state.ts';
import { truthOf } from './truth.ts';
import type { Batch, KernelRequest, Observation } from './types.ts';

export type Asked<T> = Generator<Batch, T, Observation>;

/** Makes one call: the results, or the message of why there are none. */
export function* askOnce({ x, dy }: Inputs, offset = 0): Asked<Float32Array | string> {
  const observation = yield dy === undefined ? { x, offset } : { x, dy, offset };
  if (observation.kind === 'errored') return observation.message;
  const { y } = observation;
  if (!(y instanceof Float32Array)) return 'the result is no Float32Array';
  return y.length === x.length ? y : `${y.length} results for ${x.length} inputs`;
}

/** Makes one call for the sake of these cases; without an answer they fail, and the result is undefined. */
export function* ask(
  cases: readonly Case[],
  inputs: Inputs,
  offset = 0,
): Asked<Float32Array | undefined> {
  const y = yield* askOnce(inputs, offset);
  if (typeof y !== 'string') return y;
  fail(cases, y);
  return undefined;
}

/** Adds what was due to what came back. */
export function withTruth(request: KernelRequest, inputs: Inputs, y: Float32Array): Returned {
  return { ...inputs, y, ...truthOf(request, inputs.x, inputs.dy) };
}
