import { suiteError } from '@rectify/backend';
import { mostShards } from '@rectify/record';
import type { Shard } from '@rectify/runner';
import { numberOf } from './parsers.ts';
import type { OptionRows, ValuesOf } from './row.ts';
import { resume } from './run.ts';

/** A parser of `i/n`. */
function shardOf(text: string): Shard {
  const [index = NaN, count = NaN, ...rest] = text.split('/').map(Number);
  const fits = Number.isInteger(index) && Number.isInteger(count) && index >= 1 && index <= count;
  if (!fits || rest.length > 0 || count > mostShards)
    throw suiteError('USAGE', `--shard '${text}' is no part of a whole`, {
      hint: `write --shard i/n with i from 1 to n, and n up to ${mostShards}`,
    });
  return { index, count };
}

/** Which part of a sweep. */
export const shardingOptions = {
  shard: {
    flags: '--shard <i/n>',
    help: 'judge the ith of n parts; `rectify merge` joins their records',
    parse: shardOf,
  },
  stride: {
    flags: '--stride <n>',
    help: 'of a sweep judge one in n inputs, and the sample of the default depth',
    parse: numberOf('--stride', { low: 1, high: 2048, whole: true }),
  },
  resume,
} as const satisfies OptionRows;

export type ShardingOptions = ValuesOf<typeof shardingOptions>;
