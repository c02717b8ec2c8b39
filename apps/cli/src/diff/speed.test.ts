import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ended } from '../fixtures/outside.ts';
import { cleanUp, outside, rectify, writeBackend } from '../fixtures/outside.ts';

afterAll(cleanUp);

const folder = outside();
const here = (...argv: readonly string[]): Promise<Ended> => rectify(argv, { cwd: folder });
const path = (name: string): string => join(folder, name);
const text = (name: string): string => readFileSync(path(name), 'utf8');

/** A record with all times of the kernel multiplied; the limits beside it stay as they are. */
function rescaled(from: string, to: string, factor: number): void {
  const times = (list: string): string =>
    list
      .split(',')
      .map((ns) => Number(ns) * factor)
      .join();
  writeFileSync(
    path(to),
    text(from).replaceAll(/"ns":\[([^\]]*)\]/g, (_, list: string) => `"ns":[${times(list)}]`),
  );
}

/** A self-test of the machine of a record. */
function selfTest(name: string, more: object): void {
  const header: unknown = JSON.parse(text('old.jsonl').split('\n')[0] ?? '');
  const { run } = header as { readonly run: object };
  const trials = Array.from({ length: 100 }, () => ({}));
  const usual = { backend: 'ts', identical: trials, falseAlarms: 0, found: 98, smallest: 0.2 };
  writeFileSync(
    path(name),
    JSON.stringify({ schema: 'rectify/self-test@1', run, ...usual, ...more }),
  );
}

beforeAll(async () => {
  writeBackend(folder, 'mine');
  const measure = (...more: readonly string[]): Promise<Ended> =>
    here('measure', 'module:./mine.mjs', '--op', 'relu', '--lengths', '256', ...more);
  await measure('--record', 'old.jsonl');
  await measure('--record', 'quick.jsonl', '--quick');
  await here('verify', 'module:./mine.mjs', '--depth', 'smoke', '--record', 'judged.jsonl');
  // No machine is so busy that its processes differ by a factor of a hundred.
  rescaled('old.jsonl', 'slow.jsonl', 100);
  rescaled('old.jsonl', 'fast.jsonl', 0.01);
  selfTest('fine.json', {});
  selfTest('noisy.json', { falseAlarms: 2 });
});

it('a slow-down fails, and leaves the baseline as it is', async () => {
  const before = text('old.jsonl');
  const argv = ['diff', 'old.jsonl', 'slow.jsonl', '--speed', '--update'];
  const { code, out, err } = await here(...argv, '--self-tested', 'fine.json');
  expect([code, err]).toEqual([1, 'the baseline old.jsonl is kept: 2 worse\n']);
  expect(out).toContain('by the copy +9900.0%');
  expect(out).toContain('self-test of ts: 0 of 100 false alarms, sees 20%');
  expect(out).toContain('2 timed: 2 slower · 0 faster · 0 same · 0 unclear');
  expect(text('old.jsonl')).toBe(before);
  expect((await here(...argv.slice(0, 4), '--fail-on', 'none')).code).toBe(0);
});

it('a faster run does not fail, and is the next baseline', async () => {
  writeFileSync(path('baseline.jsonl'), text('old.jsonl'));
  const { code, err } = await here('diff', 'baseline.jsonl', 'fast.jsonl', '--speed', '--update');
  expect([code, err]).toEqual([0, 'the baseline baseline.jsonl is now fast.jsonl\n']);
  expect(text('baseline.jsonl')).toBe(text('fast.jsonl'));
});

it('as many rounds are timed as are asked for', async () => {
  const argv = ['--op', 'relu', '--lengths', '256', '--rounds', '7', '--format', 'json'];
  const { out } = await here('measure', 'module:./mine.mjs', ...argv);
  expect(JSON.parse(out)).toMatchObject({ measurements: [{ rounds: 7 }, { rounds: 7 }] });
});

it('a comparison within one run takes the self-test too', async () => {
  const argv = ['measure', 'module:./mine.mjs', '--against', 'ts', '--op', 'relu'];
  const { code, err } = await here(...argv, '--self-tested', 'noisy.json');
  expect([code, err]).toEqual([2, expect.stringMatching(/^MACHINE_UNSTEADY: .*2 of 100 false/)]);
});

it('a comparison refuses what is wrong', async () => {
  writeBackend(folder, 'wrong', { tanh: 'y[0] = 2; return y;' });
  const argv = ['measure', 'module:./wrong.mjs', '--against', 'ts', '--op', 'tanh'];
  const { code, err } = await here(...argv);
  expect(code).toBe(2);
  expect(err).toMatch(
    /^module:\.\/wrong\.mjs tanh\/forward is not timed: fails tanh\/forward\/\S+/,
  );
  expect(err).toMatch(/^USAGE: .* have no kernel that can be timed/m);
});

it('cmp, rank and plot show what records hold', async () => {
  const cmp = await here('cmp', 'judged.jsonl', 'old.jsonl');
  expect([cmp.code, cmp.err]).toEqual([0, '']);
  expect(cmp.out).toMatch(/relu forward +AAA ≥0\.00 sampled\n +run +[\d.]+ ns [\d.]+×\n/);
  const rank = await here('rank', 'judged.jsonl', 'old.jsonl', '--format', 'json');
  expect(JSON.parse(rank.out)).toMatchObject({
    schema: 'rectify/rank@1',
    rankings: [
      { mode: 'run', backends: [{ grade: 'AAA', coverage: 'sample', ratio: 1 }] },
      { mode: 'roundtrip' },
    ],
  });
  const plot = await here('plot', 'tanh', 'forward', 'judged.jsonl', '--format', 'svg=tanh.svg');
  expect([plot.code, plot.err]).toEqual([0, '']);
  expect(plot.out).toMatch(/^ {2}\S+mine\.mjs +max .* ≥0\.50 ULP$/m);
  expect(text('tanh.svg')).toMatch(/^<svg .*<\/svg>\n$/s);
});

it('plot judges what is here where no record is given', async () => {
  const { code, out } = await here('plot', 'relu', 'forward');
  expect(code).toBe(0);
  expect(out).toMatch(/^ {2}ts +max .* ≥0\.00 ULP$/m);
});

it.each([
  [['plot', 'tnh'], /did you mean 'tanh'/],
  [['plot', 'tanh', 'forwad'], /did you mean 'forward'/],
  [['plot', 'tanh', '--format', 'json'], /give pretty, svg or svg=FILE/],
  [['cmp', 'old.jsonl', 'old.jsonl'], /^USAGE: old\.jsonl and old\.jsonl both say the speed of/],
])('%j is refused', async (argv, said) => {
  const { code, err } = await here(...argv);
  expect([code, err]).toEqual([2, expect.stringMatching(said)]);
});

describe('refuses', () => {
  beforeAll(() => {
    writeFileSync(path('other.jsonl'), text('old.jsonl').replace(/"model":"/, '$&Other '));
  });
  it.each([
    [['old.jsonl', 'other.jsonl', '--speed'], /^RECORDS_INCOMPARABLE: times of OLD and NEW .*CPU/],
    [['old.jsonl', 'quick.jsonl', '--speed'], /^RECORDS_INCOMPARABLE: OLD has 5 rounds and NEW 2/],
    [['old.jsonl', 'slow.jsonl', '--update'], /^USAGE: old\.jsonl holds times.*add --speed/],
    [['old.jsonl', 'slow.jsonl', '--self-tested', 'fine.json'], /^USAGE: .*add --speed/],
    [['old.jsonl', 'slow.jsonl', '--speed', '--self-tested', 'noisy.json'], /^MACHINE_UNSTEADY/],
    [['old.jsonl', 'slow.jsonl', '--speed', '--self-tested', 'old.jsonl'], /^RECORD_UNREADABLE/],
  ])('%j', async (argv, said) => {
    const { code, out, err } = await here('diff', ...argv);
    expect([code, out, err]).toEqual([2, '', expect.stringMatching(said)]);
  });
});
