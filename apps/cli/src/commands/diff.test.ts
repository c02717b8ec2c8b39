import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Change, ChangeKind, Trend } from '@rectify/record';
import { trends } from '@rectify/record';
import { failsOn } from '../diff/fails.ts';
import type { Ended } from '../fixtures/outside.ts';
import { cleanUp, outside, rectify, writeBackend } from '../fixtures/outside.ts';

afterAll(cleanUp);

const folder = outside();
const here = (argv: readonly string[]): Promise<Ended> => rectify(argv, { cwd: folder });
const judge = (name: string, ...more: readonly string[]): Promise<Ended> => {
  const outputs = ['--record', `${name}.jsonl`, '--format', `json=${name}.json`];
  return here(['verify', 'module:./mine.mjs', '--depth', 'smoke', ...outputs, ...more]);
};
const diff = (...argv: readonly string[]): Promise<Ended> => here(['diff', ...argv]);

beforeAll(async () => {
  writeBackend(folder, 'mine');
  await judge('right');
  await judge('relu', '--op', 'relu');
  writeBackend(folder, 'mine', {
    tanh: 'return y.map((v, i) => (x[i] > -32 && x[i] < -8 ? v * (1 - 2 ** -19) : v));',
  });
  await judge('wrong');
  writeBackend(folder, 'mine', { has: "op === 'relu' && pass === 'forward'" });
  await judge('lost');
});

it('a record against itself, or its document, is fine', async () => {
  for (const other of ['right.jsonl', 'right.json']) {
    const { code, out, err } = await diff('right.jsonl', other);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/kernels compared: 0 worse · 0 better · 0 appeared · 0 vanished · 0 diff/);
  }
});

it('says where a mutant is worse than what it was, and exits 1', async () => {
  const { code, out, err } = await diff('right.jsonl', 'wrong.jsonl', '--format', 'json=diff.json');
  expect([code, err]).toEqual([1, '']);
  expect(out).toContain('accuracy on (-32, -8]: p99 0.50 → 32.5 ULP, worst ≥0.50 → ≥32.5 ULP');
  const document: unknown = JSON.parse(readFileSync(join(folder, 'diff.json'), 'utf8'));
  expect(document).toMatchObject({
    schema: 'rectify/diff@1',
    changes: expect.arrayContaining([expect.objectContaining({ kind: 'grade', trend: 'worse' })]),
  });
  const back = await diff('wrong.json', 'right.jsonl');
  expect(back.code).toBe(0);
  expect(back.out).toContain('grade: F sampled → AAA sampled');
});

it('--fail-on chooses what fails', async () => {
  const change = (trend: Trend, kind: ChangeKind = 'grade'): Change =>
    ({ trend, kind }) as unknown as Change;
  expect(failsOn(['none'])(change('worse'))).toBe(false);
  expect(failsOn(['better', 'vanished'])(change('worse'))).toBe(false);
  expect(failsOn(['better', 'vanished'])(change('vanished'))).toBe(true);
  expect(failsOn(['grade'])(change('worse'))).toBe(true);
  expect(failsOn(['grade'])(change('better'))).toBe(false);
  expect(failsOn(['accuracy', 'misrounded'])(change('worse'))).toBe(false);
  for (const trend of trends) expect(failsOn(['changed'])(change(trend))).toBe(true);
});

it('a kernel that is gone fails by default, one that was not asked for does not', async () => {
  const lost = await diff('right.jsonl', 'lost.jsonl');
  expect([lost.code, lost.out]).toEqual([
    1,
    expect.stringMatching(/^Vanished \(1\)\n.*tanh forward$/m),
  ]);
  const relu = await diff('right.jsonl', 'relu.jsonl');
  expect(relu.code).toBe(0);
  expect(relu.out).toContain(
    'NEW was not asked for what OLD judged: module:./mine.mjs tanh forward',
  );
  expect(relu.out).toContain('0 vanished');
});

it('--update puts a run in the place of its baseline unless it is worse or lacks a kernel', async () => {
  const [right, relu, wrong] = ['right.jsonl', 'relu.jsonl', 'wrong.jsonl'].map((name) =>
    readFileSync(join(folder, name), 'utf8'),
  );
  const after = async (baseline: string, run: string): Promise<string> => {
    writeFileSync(join(folder, 'baseline.jsonl'), baseline);
    await diff('baseline.jsonl', run, '--update', '--fail-on', 'none');
    return readFileSync(join(folder, 'baseline.jsonl'), 'utf8');
  };
  expect(await after(right ?? '', 'wrong.jsonl')).toBe(right);
  expect(await after(right ?? '', 'relu.jsonl')).toBe(right);
  expect(await after(relu ?? '', 'right.jsonl')).toBe(right);
  expect(await after(wrong ?? '', 'right.jsonl')).toBe(right);
  const deep = right?.replace('"depth":"smoke"', '"depth":"default"') ?? '';
  expect(await after(deep, 'right.jsonl')).toBe(deep);
});

describe('refuses', () => {
  beforeAll(() => {
    const text = readFileSync(join(folder, 'right.jsonl'), 'utf8');
    writeFileSync(join(folder, 'cut.jsonl'), text.split('\n').slice(0, 5).join('\n'));
    writeFileSync(join(folder, 'old.jsonl'), text.replace(/"spec":"[^"]*"/, '"spec":"2020.1"'));
  });
  it.each([
    [['cut.jsonl', 'right.jsonl'], /^RECORD_UNREADABLE: cut\.jsonl: .*truncated/],
    [['old.jsonl', 'right.jsonl'], /^RECORDS_INCOMPARABLE: OLD was judged by spec 2020\.1/],
    [['right.jsonl', 'wrong.jsonl', '--fail-on', 'wors'], /^USAGE: .*did you mean 'worse'\?/],
    [['right.jsonl', 'wrong.jsonl', '--fail-on', 'none,worse'], /^USAGE: --fail-on none/],
  ])('%j', async (argv, said) => {
    const { code, out, err } = await diff(...argv);
    expect([code, out, err]).toEqual([2, '', expect.stringMatching(said)]);
  });
});
