import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { backendOf } from './fixtures/backends.ts';
import { run } from './fixtures/processes.ts';
import { toyFormat } from './fixtures/toy-format.ts';
import { toyBackend, toyOp } from './fixtures/toy-op.ts';
import { toyClause, toyRule, toyRuleType } from './fixtures/toy-rule.ts';
import { addBehind, addFiles, addRow, copyTree, typeFaults } from './fixtures/tree.ts';

const folder = mkdtempSync(join(tmpdir(), 'rectify-additions-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

copyTree(folder);
addFiles(folder, toyOp);
addRow(folder, 'packages/spec/src/ops', 'toy');
addRow(folder, 'packages/oracle/src/ops', 'toy');
addFiles(folder, toyRule);
addRow(folder, 'packages/conformance/src/rules', 'toy');
addBehind(folder, 'packages/spec/src/types.ts', 'export type Rule =', toyRuleType);
addBehind(folder, 'packages/spec/src/ops/tanh.ts', '\n      monotone,', toyClause);

addFiles(folder, toyFormat);
addRow(folder, 'packages/report/src/formats', 'toy');

for (const slope of ['right', 'wrong'] as const)
  writeFileSync(join(folder, `${slope}.mjs`), toyBackend(slope));
writeFileSync(join(folder, 'unsigned.mjs'), backendOf('tanh', '(x) => Math.abs(Math.tanh(x))'));

const rectify = (...args: readonly string[]) =>
  run(
    [process.execPath, '--conditions=@rectify/source', 'apps/cli/src/main.ts', ...args],
    {},
    { cwd: folder },
  );

test('the compiler asks for no other file', () => {
  expect(typeFaults(folder)).toBe('');
});

test('an op is its file in spec, its file in oracle and two lines', async () => {
  expect((await rectify('list', 'ops')).out).toContain('toy(x) = x · e^−|x|');
  const verify = (slope: string) =>
    rectify('verify', `module:./${slope}.mjs`, '--op', 'toy', '--depth', 'smoke');
  const [right, wrong] = await Promise.all([verify('right'), verify('wrong')]);
  expect(right.code, right.err).toBe(0);
  expect(right.out).toContain('10 pass · 0 fail');
  expect(wrong.code, wrong.err).toBe(1);
  expect(wrong.out).toContain('toy/vjp/accuracy (must)');
});

test('a rule is its file, a line and its data, and a clause that says it', async () => {
  const verify = (backend: string) =>
    rectify('verify', backend, '--clause', 'tanh/forward/toy', '--depth', 'smoke');
  const [right, wrong] = await Promise.all([verify('ts'), verify('module:./unsigned.mjs')]);
  expect(right.code, right.err).toBe(0);
  expect(right.out).toContain('4 pass · 0 fail');
  expect(wrong.code, wrong.err).toBe(1);
  expect(wrong.out).toContain('tanh/forward/toy (must)');
});

test('a format is its file and a line', async () => {
  const quick = ['ts', '--op', 'relu', '--dtype', 'float16', '--clause', 'relu/forward/empty'];
  const verified = await rectify('verify', ...quick, '--format', 'toy', '--record', 'run.jsonl');
  expect(verified.out, verified.err).toBe('toy: 1 findings\n');
  expect((await rectify('report', 'run.jsonl', '--format', 'toy')).out).toBe(verified.out);
  const diff = await rectify('diff', 'run.jsonl', 'run.jsonl', '--format', 'toy');
  expect(diff.out, diff.err).toBe('toy: 0 changes\n');
});
