import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const read = (...path: string[]) => JSON.parse(readFileSync(join(root, ...path), 'utf8'));
const layers = ['L0', 'L1', 'L2', 'L2½', 'L3', 'L4', 'adapter', 'testkit', 'app'];

type Entry = string | Record<string, string>;

const folders = globSync(['packages/*', 'apps/*'], { cwd: root }).filter((folder) =>
  existsSync(join(root, folder, 'package.json')),
);
const packages = folders.map((folder) => ({
  folder,
  manifest: read(folder, 'package.json'),
  tags: read(folder, 'turbo.json').tags as readonly string[],
}));

describe.each(packages)('$folder', ({ folder, manifest, tags }) => {
  test('has one layer', () => {
    expect(tags.filter((tag) => layers.includes(tag))).toHaveLength(1);
  });

  test('publishes what it exports, without the source condition', () => {
    const published = Object.entries(manifest.exports as Record<string, Entry>).map(
      ([path, entry]) => {
        if (typeof entry === 'string') return [path, entry];
        const { '@rectify/source': _, ...rest } = entry;
        return [path, rest];
      },
    );
    expect(manifest.publishConfig.exports ?? manifest.exports).toEqual(
      Object.fromEntries(published),
    );
  });

  if (!tags.includes('pure')) return;
  // A dependency's types could bring Node's along, and with them `process`: the compiler is asked.
  test('is pure: its program has no types of Node', () => {
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const args = ['-p', 'tsconfig.build.json', '--listFilesOnly'];
    const { stdout, status } = spawnSync(
      process.execPath,
      [tsc, ...args, '--noEmit', '--customConditions', '@rectify/source'],
      { cwd: join(root, folder), encoding: 'utf8' },
    );
    expect(status).toBe(0);
    const files = stdout.trim().split(/\r?\n/);
    expect(files.some((file) => file.endsWith('src/index.ts'))).toBe(true);
    expect(files.filter((file) => file.includes('@types/node/'))).toEqual([]);
  });
});
