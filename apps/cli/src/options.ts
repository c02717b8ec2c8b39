import { availableParallelism } from 'node:os';
import { suiteError } from '@rectify/backend';
import type { Depth } from '@rectify/conformance';
import { depths } from '@rectify/conformance';
import type { InputKind } from '@rectify/bench';
import { inputKinds } from '@rectify/bench';
import { dtypes } from '@rectify/float';
import { formats } from '@rectify/report';
import { clauses, levels, opIds, passes } from '@rectify/spec';
import type { Shard } from '@rectify/runner';
import { Option } from 'commander';
import { unknownName } from './nearest.ts';

/** A parser of comma lists of known names. */
export function listOf<T extends string>(
  kind: string,
  names: readonly T[],
  o: { readonly code?: 'CLAUSE_UNKNOWN'; readonly list?: string } = {},
): (text: string) => readonly T[] {
  return (text) =>
    text.split(',').map((part) => {
      const given = part.trim();
      const name = names.find((one) => one === given);
      if (name === undefined) throw unknownName(given, { kind, names, ...o });
      return name;
    });
}

/** A parser of one of some names. */
export function oneOf<T extends string>(kind: string, names: readonly T[]): (text: string) => T {
  return (text) => {
    const name = names.find((one) => one === text);
    if (name === undefined) throw unknownName(text, { kind, names });
    return name;
  };
}

/** A parser of a number between bounds. */
function numberOf(
  flag: string,
  o: { readonly low: number; readonly high: number; readonly whole: boolean },
): (text: string) => number {
  return (text) => {
    const value = text.trim() === '' ? NaN : Number(text);
    if (!(value >= o.low && value <= o.high) || (o.whole && !Number.isInteger(value)))
      throw suiteError('USAGE', `${flag} '${text}' is not a number that it takes`, {
        hint: `give ${o.whole ? 'a whole number' : 'a number'} from ${o.low} to ${o.high}`,
      });
    return value;
  };
}

export interface FilterOptions {
  readonly op?: readonly (typeof opIds)[number][];
  readonly pass?: readonly (typeof passes)[number][];
  readonly dtype?: readonly (typeof dtypes)[number][];
}

export interface JudgeOptions {
  readonly clause?: readonly string[];
  readonly level: 'must' | 'should';
  readonly depth: Depth;
}

/** A parser of `i/n`. */
function shardOf(text: string): Shard {
  const [index = NaN, count = NaN, ...rest] = text.split('/').map(Number);
  const fits = Number.isInteger(index) && Number.isInteger(count) && index >= 1 && index <= count;
  if (!fits || rest.length > 0)
    throw suiteError('USAGE', `--shard '${text}' is no part of a whole`, {
      hint: 'write --shard i/n with i from 1 to n',
    });
  return { index, count };
}

export interface ShardOptions {
  readonly shard?: Shard;
  readonly resume?: true;
  readonly stride?: number;
}

export interface ExpectationOptions {
  readonly expectations?: string;
  readonly writeExpectations?: true;
}

export interface RunOptions {
  readonly seed: number;
  /** Seconds. */
  readonly timeout: number;
  /** Several where timing takes them. */
  readonly threads: number | readonly number[];
  readonly format: readonly string[];
  readonly record?: string;
}

export interface TimeOptions {
  readonly quick?: true;
  readonly rounds?: number;
  readonly lengths?: readonly number[];
  readonly inputs?: readonly InputKind[];
}

export interface ContestOptions {
  readonly against?: string;
  readonly selfTest?: true;
  readonly comparisons: number;
  readonly selfTested?: string;
}

const gathered = (text: string, before: readonly string[]): readonly string[] => [...before, text];

export const filterOptions: readonly Option[] = [
  new Option('--op <list>', `ops: ${opIds.join(', ')}`).argParser(listOf('op', opIds)),
  new Option('--pass <list>', `passes: ${passes.join(', ')}`).argParser(listOf('pass', passes)),
  new Option(
    '--dtype <list>',
    `element types: ${dtypes.join(', ')} (default: every one that a backend has; of timing float32)`,
  ).argParser(listOf('dtype', dtypes)),
];

export const judgeOptions: readonly Option[] = [
  new Option('--clause <list>', 'clauses by id, as `rectify list clauses` shows them').argParser(
    listOf(
      'clause',
      clauses.map(({ id }) => id),
      { code: 'CLAUSE_UNKNOWN', list: 'rectify list clauses' },
    ),
  ),
  new Option('--level <level>', 'what may fail the run: must, or should as well')
    .argParser(
      oneOf(
        'level',
        levels.filter((one) => one !== 'may'),
      ),
    )
    .default('should'),
  new Option('--depth <depth>', `how many inputs are judged: ${depths.join(', ')}`)
    .argParser(oneOf('depth', depths))
    .default('default'),
];

export const shardOptions: readonly Option[] = [
  new Option(
    '--shard <i/n>',
    'judge the ith of n parts; `rectify merge` joins their records',
  ).argParser(shardOf),
  new Option(
    '--stride <n>',
    'judge every nth block of the inputs only: a quick look over all of them',
  ).argParser(numberOf('--stride', { low: 1, high: 2048, whole: true })),
  new Option('--resume', 'go on with the record of a sweep that was cut off'),
];

export const expectationOptions: readonly Option[] = [
  new Option('--expectations <file>', 'deviations of your own (JSON with comments)'),
  new Option(
    '--write-expectations',
    'add what fails to that file, each with its bound and an empty reason',
  ),
];

export const runOptions: readonly Option[] = [
  new Option('--seed <number>', 'of sampled inputs and of the order of timing')
    .argParser(numberOf('--seed', { low: 0, high: 2 ** 32 - 1, whole: true }))
    .default(1),
  new Option('--timeout <seconds>', 'silence of a kernel that is an error')
    .argParser(numberOf('--timeout', { low: 0.1, high: 86_400, whole: false }))
    .default(30),
  new Option('--threads <number>', 'threads that kernels may use')
    .argParser(numberOf('--threads', { low: 1, high: 1024, whole: true }))
    .default(1),
  new Option(
    '--format <format[=file]>',
    `${formats.join(', ')}; may be repeated to write files beside`,
  )
    .argParser(gathered)
    .default([], 'pretty'),
  new Option('--record <file>', 'write a record (JSON Lines) as the run goes'),
];

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

/** A parser of `256,64Ki` and of `256..16Mi`, which is every fourfold in between. */
function lengthsOf(text: string): readonly number[] {
  const all = text.split(',').flatMap((part) => {
    const [low = NaN, high = low] = part.split('..').map(lengthOf);
    const steps = Math.floor(Math.log2(high / low) / 2);
    return Array.from({ length: Math.max(steps, 0) + 1 }, (_, i) => low * 4 ** i);
  });
  return [...new Set(all)].toSorted((a, b) => a - b);
}

/** A parser of `1,2,max`. */
function threadsOf(text: string): readonly number[] {
  const one = numberOf('--threads', { low: 1, high: 1024, whole: true });
  const all = text.split(',').map((part) => (part === 'max' ? availableParallelism() : one(part)));
  return [...new Set(all)].toSorted((a, b) => a - b);
}

const timeOptions: readonly Option[] = [
  new Option('--quick', 'fewer lengths and rounds: seconds, not minutes'),
  new Option(
    '--rounds <number>',
    'fresh processes of each backend (default: 5): more take longer and tell smaller changes',
  ).argParser(numberOf('--rounds', { low: 1, high: 100, whole: true })),
  new Option(
    '--lengths <list>',
    'elements, as in 1Ki,64Ki,4Mi (the default) or 256..16Mi, which is every fourfold',
  ).argParser(lengthsOf),
  new Option(
    '--inputs <list>',
    `what x holds: ${inputKinds.join(', ')} (default: mixed)`,
  ).argParser(listOf('kind of input', inputKinds)),
  new Option('--threads <list>', 'threads that kernels may use, as in 1,2,max')
    .argParser(threadsOf)
    .default([1], '1'),
];

/** Options of a run that is timed: several numbers of threads instead of one. */
export const timedRunOptions: readonly Option[] = [
  ...runOptions.filter(({ long }) => long !== '--threads'),
  ...timeOptions,
];

export const selfTestedOption: Option = new Option(
  '--self-tested <file>',
  'what --self-test --record wrote here: no smaller change is believed than it can see',
);

export const contestOptions: readonly Option[] = [
  new Option(
    '--against <ref>',
    'whether the one backend named is slower than another, than a version of its runtime (ID@VERSION), or than itself at a git ref; both sides interleaved',
  ),
  new Option(
    '--self-test',
    'how many false alarms identical code raises here, and whether a slow-down of 10 % is found',
  ),
  new Option('--comparisons <number>', 'of each kind in a self-test')
    .argParser(numberOf('--comparisons', { low: 1, high: 10_000, whole: true }))
    .default(12),
  selfTestedOption,
];
