import { suiteError } from '@rectify/backend';
import type { Depth } from '@rectify/conformance';
import { depths } from '@rectify/conformance';
import { dtypes } from '@rectify/float';
import { clauses, levels, opIds, passes } from '@rectify/spec';
import type { Shard } from '@rectify/runner';
import { Option } from 'commander';
import { unknownName } from './nearest.ts';

/** A parser of comma lists of known names. */
function listOf<T extends string>(
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

export interface RunOptions {
  readonly seed: number;
  /** Seconds. */
  readonly timeout: number;
  readonly threads: number;
  readonly format: readonly string[];
  readonly record?: string;
}

export interface TimeOptions {
  readonly quick?: true;
}

const gathered = (text: string, before: readonly string[]): readonly string[] => [...before, text];

export const filterOptions: readonly Option[] = [
  new Option('--op <list>', `ops: ${opIds.join(', ')}`).argParser(listOf('op', opIds)),
  new Option('--pass <list>', `passes: ${passes.join(', ')}`).argParser(listOf('pass', passes)),
  new Option('--dtype <list>', 'element types (default: float32)').argParser(
    listOf('dtype', dtypes),
  ),
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
  new Option('--format <format[=file]>', 'pretty or json; may be repeated to write files beside')
    .argParser(gathered)
    .default([], 'pretty'),
  new Option('--record <file>', 'write a record (JSON Lines) as the run goes'),
];

export const timeOptions: readonly Option[] = [
  new Option('--quick', 'fewer lengths and rounds: seconds, not minutes'),
];
