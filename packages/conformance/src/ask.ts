import type { Inputs } from './calls.ts';
import type { Returned } from './elements.ts';
import { type Case, fail } from './state.ts';
import { truthOf } from './truth.ts';
import type { Batch, KernelRequest, Observation } from './types.ts';

export type Asked<T> = Generator<Batch, T, Observation>;

/** Makes one call for the sake of these cases; without an answer they fail, and the result is undefined. */
export function* ask(
  cases: readonly Case[],
  { x, dy }: Inputs,
  offset = 0,
): Asked<Float32Array | undefined> {
  const observation = yield dy === undefined ? { x, offset } : { x, dy, offset };
  if (observation.kind === 'errored') fail(cases, observation.message);
  else if (!(observation.y instanceof Float32Array)) fail(cases, 'the result is no Float32Array');
  else if (observation.y.length !== x.length)
    fail(cases, `${observation.y.length} results for ${x.length} inputs`);
  else return observation.y;
  return undefined;
}

/** Adds what was due to what came back. */
export function withTruth(request: KernelRequest, inputs: Inputs, y: Float32Array): Returned {
  return { ...inputs, y, ...truthOf(request, inputs.x, inputs.dy) };
}
