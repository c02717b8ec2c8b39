import { formats } from '@rectify/report';
import { usualSeed } from '@rectify/record';
import { gathered, numberOf } from './parsers.ts';
import type { OptionRows, ValuesOf } from './row.ts';

/** As it is asked for: `random` is to be drawn. */
export type Seed = number | 'random';

const seedNumber = numberOf('--seed', { low: 0, high: 2 ** 32 - 1, whole: true });

export const seed = {
  flags: '--seed <number>',
  help: 'of sampled inputs and of the order of timing; random draws one and says it',
  parse: (text: string): Seed => (text === 'random' ? text : seedNumber(text)),
  initial: usualSeed,
} as const;

/** In seconds. */
export const timeout = {
  flags: '--timeout <seconds>',
  help: 'silence of a kernel that is an error',
  parse: numberOf('--timeout', { low: 0.1, high: 86_400, whole: false }),
  initial: 30,
} as const;

/** Numbers of threads: of what is judged the first. */
export type ThreadCounts = readonly [number, ...number[]];

/** A parser of one number of threads. */
export const threadCount: (text: string) => number = numberOf('--threads', {
  low: 1,
  high: 1024,
  whole: true,
});

export const threads = {
  flags: '--threads <number>',
  help: 'threads that kernels may use',
  parse: (text: string): ThreadCounts => [threadCount(text)],
  initial: [1],
  shown: '1',
} as const;

export const format = {
  flags: '--format <format[=file]>',
  help: `${formats.join(', ')}; may be repeated to write files beside`,
  parse: gathered,
  initial: [],
  shown: 'pretty',
} as const;

export const resume = {
  flags: '--resume',
  help: 'go on with the record of a run that was cut off',
} as const;

/** How a run goes, and where its results go. */
export const runOptions = {
  seed,
  timeout,
  threads,
  format,
  record: { flags: '--record <file>', help: 'write a record (JSON Lines) as the run goes' },
} as const satisfies OptionRows;

export type RunOptions = ValuesOf<typeof runOptions>;
