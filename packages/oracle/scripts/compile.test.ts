import { expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { compiledModule } from './compile.ts';

it('the committed module is what assembly/ compiles to', async () => {
  const committed = readFileSync(new URL('../src/simd/module.gen.ts', import.meta.url), 'utf8');
  expect(await compiledModule()).toBe(committed);
}, 120_000);
