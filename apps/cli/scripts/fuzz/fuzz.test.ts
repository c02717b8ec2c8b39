import { afterAll, expect, it } from 'vitest';
import { cleanUp } from '../../src/fixtures/outside.ts';
import { makeCorpus } from './corpus.ts';
import { fuzz } from './fuzz.ts';

afterAll(cleanUp);

/** `pnpm fuzz:records` takes a million. */
it('mutated records are refused or used, and take no memory', async () => {
  const { used, refused, faults, grown } = fuzz(await makeCorpus(), { lines: 6000, seed: 7 });
  expect([...faults]).toEqual([]);
  expect(used).toBeGreaterThan(100);
  expect(refused).toBeGreaterThan(1000);
  expect(grown).toBeLessThan(1024 * 2 ** 20);
});
