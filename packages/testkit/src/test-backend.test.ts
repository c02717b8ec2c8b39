import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { startVitest } from 'vitest/node';
import { reference } from './reference.ts';
import { testBackend } from './test-backend.ts';

testBackend(reference, { deviations: [], depth: 'smoke' });

/** Runs a fixture as vitest would. Gives each test's name with its state, and what was said of it. */
async function resultsOf(fixture: string): Promise<readonly (readonly [string, string, string])[]> {
  const vitest = await startVitest('test', [], {
    root: fileURLToPath(new URL('..', import.meta.url)),
    config: fileURLToPath(new URL('../../../vitest.shared.ts', import.meta.url)),
    include: [`src/fixtures/${fixture}`],
    reporters: [{}],
    watch: false,
  });
  const tests = vitest.state.getTestModules().flatMap((module) => [...module.children.allTests()]);
  await vitest.close();
  return tests.map((one) => {
    const result = one.result();
    const said = result.state === 'skipped' ? result.note : result.errors?.[0]?.message;
    return [one.name, result.state, said ?? ''] as const;
  });
}

describe('testBackend on a backend without kernels', async () => {
  const results = await resultsOf('empty.conformance.ts');

  test('skips every clause and fails for each dtype', () => {
    const failed = results.filter(([, state]) => state !== 'skipped');
    const said = expect.stringContaining('there is no such kernel');
    expect(failed).toEqual([
      ['empty has a kernel of float32 to judge', 'failed', said],
      ['empty has a kernel of float16 to judge', 'failed', said],
    ]);
    expect(results.length).toBeGreaterThan(100);
    expect(results.at(-1)).toEqual([expect.any(String), 'skipped', 'there is no such kernel']);
  });
});

describe('testBackend on a backend that loses −0 in tanh', async () => {
  const results = await resultsOf('mutant.conformance.ts');
  const failed = new Map(
    results.flatMap(([name, state, said]) => (state === 'failed' ? [[name, said]] : [])),
  );

  test('skips nothing that is judged', () => {
    expect(results.filter(([, state]) => state === 'skipped')).toEqual([]);
  });
  test('fails on the clause that names the fault, and on a deviation that is gone, alone', () => {
    expect([...failed.keys()].toSorted()).toEqual(['tanh/forward/range', 'tanh/forward/zero']);
  });
  test('says what came back and what was due', () => {
    expect(failed.get('tanh/forward/zero')).toContain(
      'x = 0x80000000 got 0x00000000, due 0x80000000',
    );
    expect(failed.get('tanh/forward/range')).toContain('the deviation is gone');
  });
});
