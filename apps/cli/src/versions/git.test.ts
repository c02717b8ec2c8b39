import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { comparedSidesSchema } from '@rectify/record';
import type { Ended } from '../fixtures/outside.ts';
import { cleanUp, outside, rectify, writeBackend } from '../fixtures/outside.ts';

const folder = outside();
const repository = join(folder, 'repository');
const inside = join(repository, 'src');
const env = { RECTIFY_CACHE: join(folder, 'cache') };
const here = (...argv: readonly string[]): Promise<Ended> => rectify(argv, { cwd: inside, env });
const judged = async (...backends: readonly string[]): Promise<readonly object[]> => {
  const argv = ['--op', 'relu', '--clause', 'relu/forward/nan', '--depth', 'smoke'];
  const { out, err } = await here('verify', ...backends, ...argv, '--format', 'json');
  expect(err).toBe('');
  return (JSON.parse(out) as { readonly findings: readonly object[] }).findings;
};

function git(...args: readonly string[]): string {
  const who = ['-c', 'user.name=Any', '-c', 'user.email=any@example.com'];
  return execFileSync('git', ['-C', repository, ...who, ...args], { encoding: 'utf8' }).trim();
}

/** A backend whose relu comes from a file beside it, whose result from a package. */
function writeRelu(relu: string): void {
  writeFileSync(
    join(inside, 'relu.mjs'),
    `import keep from 'keep'; export const relu = (v) => keep(${relu});`,
  );
}

let losing: string;
let commit: string;
beforeAll(() => {
  mkdirSync(inside, { recursive: true });
  mkdirSync(join(repository, 'node_modules/keep'), { recursive: true });
  const keep = join(repository, 'node_modules/keep');
  writeFileSync(join(keep, 'package.json'), '{"name":"keep","main":"index.cjs"}');
  writeFileSync(join(keep, 'index.cjs'), 'module.exports = (v) => v;');
  writeBackend(inside, 'mine', { top: "import { relu } from './relu.mjs';" });
  const file = join(inside, 'mine.mjs');
  writeFileSync(file, readFileSync(file, 'utf8').replace('(v) => Math.max(0, v)', 'relu'));
  writeRelu('v > 0 ? v : 0');
  writeFileSync(join(repository, '.gitignore'), 'node_modules\n');
  git('init', '--quiet', '--initial-branch', 'trunk');
  git('add', '.');
  git('commit', '--quiet', '--message', 'NaN is lost');
  git('tag', 'losing/nan');
  losing = git('rev-parse', 'HEAD').slice(0, 7);
  writeRelu('v < 0 ? 0 : v');
  git('commit', '--quiet', '--all', '--message', 'NaN is kept');
  commit = git('rev-parse', 'HEAD').slice(0, 7);
  writeRelu('Math.max(0, v)');
});
afterAll(cleanUp);

it('a backend as it was at a commit stands beside what it is now', async () => {
  const now = 'module:./mine.mjs';
  const then = `module:./mine.mjs@${losing}`;
  expect(await judged(`${now}@git:losing/nan`, now)).toMatchObject([
    { backend: then, outcome: 'fail' },
    { backend: now, outcome: 'pass' },
  ]);
  expect(git('status', '--porcelain')).toBe('M src/relu.mjs');
  expect(git('worktree', 'list').split('\n')).toHaveLength(1);
  expect(await judged(`${now}@git:HEAD~1`)).toMatchObject([{ backend: then, outcome: 'fail' }]);
});

it('--against takes a commit for the same backend there', async () => {
  const argv = ['--op', 'relu', '--lengths', '256', '--format', 'json'];
  const { code, out } = await here('measure', 'module:./mine.mjs', '--against', 'trunk', ...argv);
  expect([0, 1]).toContain(code);
  const document: unknown = JSON.parse(out);
  expect(comparedSidesSchema.parse(document)).toEqual(document);
  expect(document).toMatchObject({
    schema: 'rectify/contest@1',
    a: `module:./mine.mjs@${commit}`,
    b: 'module:./mine.mjs',
    cells: [{ op: 'relu', pass: 'forward', length: 256 }],
    refusals: [],
  });
});

it.each([
  [['measure', 'module:./mine.mjs', '--against', 'trunkk'], /^BACKEND_UNKNOWN: .*'trunkk'/],
  [['verify', 'module:./mine.mjs@git:trunkk'], /^VERSION_UNKNOWN: .* no commit 'trunkk'/],
  [['verify', 'module:./mine.mjs@git:--all'], /^VERSION_UNKNOWN: .* no commit '--all'/],
  [['verify', 'module:./new.mjs@git:trunk'], /^VERSION_UNKNOWN: .*'trunk' has no src.new\.mjs/],
  [['verify', 'module:../../alone.mjs@git:trunk'], /^USAGE: .* is no file of a git repository/],
  [['verify', 'exec:node harness.js@git:trunk'], /^USAGE: .* is no file of a git repository/],
])('%j is refused', async (argv, said) => {
  writeBackend(inside, 'new');
  writeBackend(folder, 'alone');
  const { code, err } = await here(...argv);
  expect([code, err]).toEqual([2, expect.stringMatching(said)]);
});
