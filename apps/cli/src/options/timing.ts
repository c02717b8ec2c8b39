import { availableParallelism } from 'node:os';
import { suiteError } from '@rectify/backend';
import { inputKinds } from '@rectify/record';
import { listOf, numberOf, oneOf } from './parsers.ts';
import type { OptionRows, ValuesOf } from './row.ts';
import type { ThreadCounts } from './run.ts';
import { resume, runOptions, threadCount } from './run.ts';

const suffixes: Readonly<Record<string, number>> = { '': 1, Ki: 2 ** 10, Mi: 2 ** 20 };
const longest = 2 ** 24;

function lengthOf(text: string): number {
  const [, digits = '', suffix = ''] = /^(\d+)(Ki|Mi)?$/.exec(text.trim()) ?? [];
  const length = digits === '' ? NaN : Number(digits) * (suffixes[suffix] ?? NaN);
  if (!(length >= 256 && length <= longest))
    throw suiteError('USAGE', `--lengths '${text}' is no length that is timed`, {
      hint: 'give whole numbers from 256 to 16Mi, as in 256,64Ki,16Mi or 256..16Mi',
    });
  return length;
}

const ascending = (numbers: readonly number[]): readonly number[] =>
  [...new Set(numbers)].toSorted((a, b) => a - b);

/** A parser of `256,64Ki` and of `256..16Mi`, which is every fourfold in between. */
function lengthsOf(text: string): readonly number[] {
  const all = text.split(',').flatMap((part) => {
    const [low = NaN, high = low] = part.split('..').map(lengthOf);
    const steps = Math.floor(Math.log2(high / low) / 2);
    return Array.from({ length: Math.max(steps, 0) + 1 }, (_, i) => low * 4 ** i);
  });
  return ascending(all);
}

/** A parser of `1,2,max`. */
function threadCounts(text: string): ThreadCounts {
  const all = text
    .split(',')
    .map((part) => (part === 'max' ? availableParallelism() : threadCount(part)));
  const [first = 1, ...rest] = ascending(all);
  return [first, ...rest];
}

/** What is timed, and how often. */
const timingOptions = {
  quick: { flags: '--quick', help: 'fewer lengths and rounds: seconds, not minutes' },
  rounds: {
    flags: '--rounds <number>',
    help: 'fresh processes of each backend (default: 5): more take longer and tell smaller changes',
    parse: numberOf('--rounds', { low: 1, high: 100, whole: true }),
  },
  lengths: {
    flags: '--lengths <list>',
    help: 'elements, as in 1Ki,64Ki,4Mi (the default) or 256..16Mi, which is every fourfold',
    parse: lengthsOf,
  },
  inputs: {
    flags: '--inputs <list>',
    help: `what x holds: ${inputKinds.join(', ')} (default: mixed)`,
    parse: listOf(oneOf('kind of input', inputKinds)),
  },
} as const satisfies OptionRows;

export type TimingOptions = ValuesOf<typeof timingOptions>;

const { threads, ...others } = runOptions;

/** Options of a run that is timed: several numbers of threads instead of one. */
export const timedRunOptions = {
  ...others,
  resume,
  ...timingOptions,
  threads: {
    ...threads,
    flags: '--threads <list>',
    help: 'threads that kernels may use, as in 1,2,max',
    parse: threadCounts,
  },
} as const satisfies OptionRows;
