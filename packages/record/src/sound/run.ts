import type { RunHeader } from '../run.ts';
import { mostShards } from '../words.ts';

const mostSeed = 2 ** 32 - 1;

/** What is wrong with what a record says of its run; null when nothing is. */
export function runFault({ seed, shard, stride }: RunHeader): string | null {
  if (!/^\d{1,10}$/.test(seed) || Number(seed) > mostSeed) return `its seed '${seed}' is none`;
  if (stride === 0) return 'its stride is 0';
  if (shard === null) return null;
  const [, index = '', count = ''] = /^([1-9]\d{0,4})\/([1-9]\d{0,4})$/.exec(shard) ?? [];
  const isOne = Number(index) >= 1 && Number(index) <= Number(count) && Number(count) <= mostShards;
  return isOne ? null : `its shard '${shard}' is no part of a run`;
}
