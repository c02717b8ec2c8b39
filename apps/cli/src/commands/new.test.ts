import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'rectify-new-'));
afterAll(() => rmSync(folder, { recursive: true }));

const main = join(import.meta.dirname, '../main.ts');
const rectify = (...args: readonly string[]) =>
  spawnSync(process.execPath, ['--conditions=@rectify/source', main, ...args], {
    cwd: folder,
    encoding: 'utf8',
  });

test('a package has its name and asks for this version', () => {
  const { status, stdout } = rectify('new', 'backend', 'fast-math');
  expect(status).toBe(0);
  expect(stdout).toContain('cd fast-math');
  const files = readdirSync(join(folder, 'fast-math'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
  expect(files.toSorted()).toEqual([
    '.gitignore',
    'README.md',
    'deviations.js',
    'index.js',
    'index.test.js',
    'package.json',
    'rectify.yml',
  ]);
  const read = (file: string): string => readFileSync(join(folder, 'fast-math', file), 'utf8');
  const { name, dependencies } = JSON.parse(read('package.json')) as {
    readonly name: string;
    readonly dependencies: Readonly<Record<string, string>>;
  };
  const version = rectify('--version').stdout.trim();
  expect(name).toBe('fast-math');
  expect(dependencies).toEqual({ '@rectify/backend': `^${version}` });
  for (const file of ['package.json', 'index.js', 'README.md'])
    expect(read(file)).not.toMatch(/my-backend|\$RECTIFY/);
});

test.each([
  [['new', 'backend', '../up'], /'\.\.\/up' is no name of a package/],
  [['new', 'backend', 'fast-math'], /already a 'fast-math'/],
  [['new', 'kernel', 'x'], /unknown kind 'kernel'/],
])('%j is refused', (args, message) => {
  const { status, stdout, stderr } = rectify(...args);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(message);
});
