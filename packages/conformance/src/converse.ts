import type { Batch, JudgeConversation, Judgement, Observation } from './types.ts';

/** Holds a conversation to its end with whoever answers. */
export async function converse(
  conversation: JudgeConversation,
  answer: (batch: Batch) => Observation | Promise<Observation>,
): Promise<Judgement> {
  let step = conversation.next();
  while (step.done !== true) step = conversation.next(await answer(step.value));
  return step.value;
}
