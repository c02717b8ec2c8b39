import type { Batch, Observation } from './types.ts';

/** Holds a conversation to its end with whoever answers, and gives what it returns. */
export async function converse<T>(
  conversation: Generator<Batch, T, Observation>,
  answer: (batch: Batch) => Observation | Promise<Observation>,
): Promise<T> {
  let step = conversation.next();
  while (step.done !== true) step = conversation.next(await answer(step.value));
  return step.value;
}
