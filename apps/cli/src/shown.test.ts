import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ended } from './fixtures/outside.ts';
import { cleanUp, outside, rectify, writeBackend } from './fixtures/outside.ts';

afterAll(cleanUp);

const folder = outside();
const here = (...argv: readonly string[]): Promise<Ended> => rectify(argv, { cwd: folder });
const relu = ['--op', 'relu', '--pass', 'forward'];

beforeAll(async () => {
  writeBackend(folder, 'empty', { has: 'false' });
  writeBackend(folder, 'relu', { has: "op === 'relu' && pass === 'forward'" });
  writeBackend(folder, 'both');
  const smoke = [...relu, '--depth', 'smoke', '--record'];
  await here('verify', 'module:./empty.mjs', ...smoke, 'empty.jsonl');
  await here('verify', 'module:./relu.mjs', ...smoke, '1.jsonl', '--shard', '1/2');
  await here('verify', 'module:./relu.mjs', ...smoke, 'relu.jsonl');
});

describe('what is made of records that judged nothing is refused', () => {
  it.each([
    [['cmp', 'empty.jsonl'], /empty\.mjs: nothing was judged/],
    [['cmp', 'relu.jsonl', 'empty.jsonl'], /empty\.mjs: nothing was judged/],
    [['rank', 'empty.jsonl'], /empty\.mjs: nothing was judged/],
    [['badge', 'empty.jsonl', '--out', 'badges'], /empty\.mjs: nothing was judged/],
    [['plot', 'relu', 'empty.jsonl'], /empty\.mjs: nothing was judged/],
    [['plot', 'tanh', 'relu.jsonl'], /no tanh forward or vjp in float32 was judged/],
    [['cmp', '1.jsonl'], /1\.jsonl is shard 1\/2, which has no verdicts/],
  ])('%j', async (argv, why) => {
    const { code, out, err } = await here(...argv);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^NOTHING_JUDGED: /);
    expect(err).toMatch(why);
    expect(existsSync(join(folder, 'badges'))).toBe(false);
  });
});

it('why of a named backend that lacks the kernel ends with 2, after what it says', async () => {
  const { code, out, err } = await here('why', 'tanh/forward/nan', 'module:./relu.mjs');
  expect([code, err]).toEqual([2, expect.stringMatching(/NOTHING_JUDGED: module:.*no-op/)]);
  expect(out).toContain('unsupported: no-op');
});

describe('measure --against', () => {
  it('is failed by a kernel that the other side has, and this has not', async () => {
    const some = ['--pass', 'forward', '--lengths', '1024', '--format', 'json'];
    const argv = ['measure', 'module:./relu.mjs', '--against', 'module:./both.mjs', ...some];
    const { code, out } = await here(...argv);
    expect(code).toBe(1);
    expect(JSON.parse(out).refusals).toMatchObject([
      { backend: 'module:./relu.mjs', op: 'tanh', reason: expect.stringMatching(/both.*has it/) },
    ]);
  });
  it('is refused what neither side has, where that was named', async () => {
    const argv = ['measure', 'module:./relu.mjs', '--against', 'module:./both.mjs'];
    const { code, err } = await here(...argv, '--op', 'relu,sigmoid', '--pass', 'forward');
    expect([code, err]).toEqual([2, expect.stringMatching(/nothing of sigmoid can be compared/)]);
  });
});
