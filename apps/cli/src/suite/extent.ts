import type { Extent } from '@rectify/bench';
import { defaultExtent, quickExtent } from '@rectify/bench';
import type { RunOptions } from '../options/run.ts';
import type { TimingOptions } from '../options/timing.ts';

/** What is timed, and for how long. The time that judging took comes off that of timing where timing alone was asked for. */
export function extentOf(o: TimingOptions & Pick<RunOptions, 'threads'>, spentMs: number): Extent {
  const { threads } = o;
  const usual = o.quick === true ? quickExtent : defaultExtent;
  const { lengths = usual.lengths, inputs = usual.inputs, rounds = usual.rounds } = o;
  // Who asks for more is given more time for it.
  const perRound = (lengths.length / usual.lengths.length) * inputs.length * threads.length;
  const times = perRound * (rounds / usual.rounds);
  const budgetMs = usual.budgetMs * Math.max(1, times);
  return {
    ...usual,
    lengths,
    inputs,
    threads,
    rounds,
    budgetMs: Math.max(budgetMs - spentMs, budgetMs / 4),
  };
}
