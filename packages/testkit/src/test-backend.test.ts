import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { startVitest } from 'vitest/node';
import { reference } from './reference.ts';
import { testBackend } from './test-backend.ts';

testBackend(reference, { deviations: [], depth: 'smoke' });

describe('testBackend on a backend that loses −0 in tanh', async () => {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const vitest = await startVitest('test', [], {
    root,
    config: fileURLToPath(new URL('../../../vitest.shared.ts', import.meta.url)),
    include: ['src/fixtures/mutant.conformance.ts'],
    reporters: [{}],
    watch: false,
  });
  const tests = vitest.state.getTestModules().flatMap((module) => [...module.children.allTests()]);
  const failed = new Map(
    tests.flatMap((one) => {
      const result = one.result();
      return result.state === 'failed'
        ? [[one.name, result.errors[0]?.message ?? ''] as const]
        : [];
    }),
  );
  await vitest.close();

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
