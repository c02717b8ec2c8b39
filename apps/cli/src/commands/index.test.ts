import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { commands } from './index.ts';

it('each command stands in a file of its name', () => {
  const files = readdirSync(import.meta.dirname)
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => file.replace(/\.ts$/, ''));
  const others = ['index', 'rectify'];
  expect(files.toSorted()).toEqual([...Object.keys(commands), ...others].toSorted());
});
