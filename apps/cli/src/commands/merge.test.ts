import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cleanUp, type Ended, outside, rectify } from '../fixtures/outside.ts';

afterAll(cleanUp);

const folder = outside();
const here = (...argv: readonly string[]): Promise<Ended> => rectify(argv, { cwd: folder });
const text = (name: string): string => readFileSync(join(folder, name), 'utf8');

beforeAll(async () => {
  const judging = ['verify', 'ts', '--op', 'relu', '--pass', 'forward', '--dtype', 'float32'];
  const some = [...judging, '--clause', 'relu/forward/nan,relu/forward/zero-sign'];
  for (const i of [1, 2])
    await here(...some, '--depth', 'smoke', '--shard', `${i}/2`, '--record', `${i}.jsonl`);
});

it('gives no grade for some clauses alone, and what it writes is read', async () => {
  const merged = await here('merge', '1.jsonl', '2.jsonl', '--record', 'whole.jsonl');
  expect([merged.code, merged.err]).toEqual([0, '']);
  expect(text('whole.jsonl')).toContain('"kind":"finding"');
  expect(text('whole.jsonl')).not.toContain('"kind":"profile"');
  const shown = await here('report', 'whole.jsonl');
  expect([shown.code, shown.err]).toEqual([0, '']);
  const twice = await here('report', 'whole.jsonl', 'whole.jsonl');
  expect([twice.code, twice.err]).toEqual([
    2,
    expect.stringMatching(
      /^RECORD_UNREADABLE: .*relu\/forward\/nan of ts in float32 is there twice/,
    ),
  ]);
});

it.each<[string, (line: string) => string, RegExp]>([
  [
    'shards without end',
    (line) => line.replace('"shard":"1/2"', '"shard":"1/100000000"'),
    /its shard '1\/100000000' is no part of a run/,
  ],
  [
    'blocks without end',
    (line) => line.replace(/"blocks":\[.*?\],"grid"/, '"blocks":[[0,99999999]],"grid"'),
    /ts relu\/forward\/float32 has blocks that are none/,
  ],
  [
    'a block of the other shard',
    (line) =>
      line
        .replace(/"total":\d+/, '"total":4')
        .replace(/"blocks":\[.*?\],"grid"/, '"blocks":[[1,1]],"grid"'),
    /block 1 is not of its shard/,
  ],
  [
    'another specification',
    (line) => line.replace(/"spec":"[\d.]+"/, '"spec":"2026.11"'),
    /of the specification 2026\.11/,
  ],
])('%s are refused with one line', async (_, change, message) => {
  writeFileSync(join(folder, 'changed.jsonl'), text('1.jsonl').split('\n').map(change).join('\n'));
  const { code, err } = await here('merge', 'changed.jsonl', '2.jsonl');
  expect([code, err]).toEqual([2, expect.stringMatching(message)]);
  expect(err).toMatch(/^RECORD_UNREADABLE: [^\n]*\. Hint: [^\n]*\n$/);
});
