import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { demandSound, parseRecord, type RecordFile } from '@rectify/record';
import { outside, rectify, writeBackend } from '../../src/fixtures/outside.ts';
import type { Beside } from './read-all.ts';

/** A record that a run wrote. */
export interface Written {
  readonly name: string;
  readonly text: string;
  readonly beside: Beside;
}

function read(name: string, text: string): RecordFile {
  const record = parseRecord(name, text);
  demandSound(name, record);
  return record;
}

/** Records of each kind, made by real runs of a backend that is wrong and one that is right. */
export async function makeCorpus(): Promise<readonly Written[]> {
  const folder = outside();
  writeBackend(folder, 'lossy', { tanh: 'return y.map((v) => v + 0);' });
  let made = 0;
  const make = async (...argv: readonly string[]): Promise<string> => {
    const file = `${made++}.jsonl`;
    const { err } = await rectify([...argv, '--record', file], { cwd: folder });
    if (/^[A-Z_]+: /m.test(err)) throw new Error(err);
    return readFileSync(join(folder, file), 'utf8');
  };
  const relu = (pass: string): readonly string[] => ['--op', 'relu', '--pass', pass];
  const judge = (...more: readonly string[]): Promise<string> =>
    make('verify', ...more, '--depth', 'smoke', '--dtype', 'float32');
  const half = [...relu('forward'), '--clause', 'relu/forward/nan,relu/forward/identity'];
  const texts = {
    right: await judge('ts', ...relu('vjp')),
    wrong: await judge('module:./lossy.mjs', '--op', 'tanh', '--pass', 'forward'),
    timed: await make('measure', 'ts', ...relu('forward'), '--lengths', '256', '--quick'),
    first: await judge('ts', ...half, '--shard', '1/2'),
    second: await judge('ts', ...half, '--shard', '2/2'),
  };
  const shards: Readonly<Record<string, string>> = { first: 'second', second: 'first' };
  return Object.entries(texts).map(([name, text]) => {
    const other = Object.entries(texts).find(([key]) => key === shards[name])?.[1];
    const beside = other === undefined ? [] : [read(name, other)];
    return { name, text, beside: { right: read(name, text), shards: beside } };
  });
}
