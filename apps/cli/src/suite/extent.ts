import type { Extent } from '@rectify/bench';
import { defaultExtent, quickExtent } from '@rectify/bench';
import type { RunOptions } from '../options/run.ts';
import type { TimingOptions } from '../options/timing.ts';

type ExtentOptions = TimingOptions & Pick<RunOptions, 'threads'>;

const usualOf = ({ quick }: TimingOptions): Extent =>
  quick === true ? quickExtent : defaultExtent;

/** Lengths, kinds of input and threads that each kernel is timed at. */
export function timedExtent(o: ExtentOptions): Pick<Extent, 'lengths' | 'inputs' | 'threads'> {
  const { lengths, inputs } = usualOf(o);
  return { lengths: o.lengths ?? lengths, inputs: o.inputs ?? inputs, threads: o.threads };
}

/** What is timed, and for how long. The time that judging took comes off that of timing where timing alone was asked for. */
export function extentOf(o: ExtentOptions, spentMs: number): Extent {
  const usual = usualOf(o);
  const { lengths, inputs, threads } = timedExtent(o);
  const { rounds = usual.rounds } = o;
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
