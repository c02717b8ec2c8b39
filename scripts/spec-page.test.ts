import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { specPage } from './spec-page.ts';

test('docs/SPEC.md is what the specification says now (pnpm generate makes it)', () => {
  expect(readFileSync(new URL('../docs/SPEC.md', import.meta.url), 'utf8')).toBe(specPage());
});
