import type { KernelRequest } from '@rectify/backend';
import { converse, judgeKernel } from '@rectify/conformance';
import { dtypes } from '@rectify/float';
import { clauses } from '@rectify/spec';
import { describe, expect, test } from 'vitest';
import { mutants } from './mutants.ts';
import { compute, onArrays } from './reference.ts';

/** Ids of the clauses that a kernel violates. */
async function violated(
  { op, pass, dtype }: KernelRequest,
  run = compute({ op, pass, dtype }),
): Promise<readonly string[]> {
  const request = { op, pass, dtype };
  const call = onArrays(request, run);
  const own = clauses.filter((clause) => clause.op === op && clause.pass === pass);
  const { judged } = await converse(
    // Of 16 bits every input is judged at any depth; float64 has its faults everywhere.
    judgeKernel(request, {
      depth: dtype === 'float32' ? 'default' : 'smoke',
      seed: 1,
      clauses: own,
    }),
    ({ x, dy }) => {
      try {
        return { kind: 'returned', y: call(x, dy) };
      } catch (error) {
        return { kind: 'errored', message: String(error) };
      }
    },
  );
  return judged.filter(({ verdict }) => verdict !== 'conforms').map(({ clause }) => clause.id);
}

describe('every clause has a mutant', () => {
  test.each(clauses.map(({ id }) => id))('%s', (id) => {
    expect(mutants.map(({ caughtBy }) => caughtBy)).toContain(id);
  });
});

describe('the right backend meets every clause', () => {
  const kernels = (['relu', 'sigmoid', 'tanh'] as const).flatMap((op) =>
    (['forward', 'vjp'] as const).flatMap((pass) => dtypes.map((dtype) => ({ op, pass, dtype }))),
  );
  test.each(kernels)('$op/$pass/$dtype', async (kernel) => {
    expect(await violated(kernel)).toEqual([]);
  });
});

describe('each mutant is caught by the clause that names its fault', () => {
  test.each(mutants)('$caughtBy $dtype: $fault', async (mutant) => {
    const right = compute(mutant);
    expect(await violated(mutant, mutant.break(right))).toContain(mutant.caughtBy);
  });
});

test('float16 through float32 rounds twice, which the profile counts', async () => {
  const request = { op: 'sigmoid', pass: 'vjp', dtype: 'float16' } as const;
  const own = clauses.filter(({ op, pass }) => op === 'sigmoid' && pass === 'vjp');
  const wide = compute({ ...request, dtype: 'float32' });
  const { profile } = await converse(
    judgeKernel(request, { depth: 'smoke', seed: 1, clauses: own }),
    ({ x, dy }) => ({ kind: 'returned', y: onArrays(request, wide)(x, dy) }),
  );
  expect(profile?.tested).toBe(2 ** 16);
  expect(profile?.misrounded).toBeGreaterThan(0);
  expect(profile?.maxUlp).toBeLessThan(0.51);
});
