import { converse, judgeKernel } from '@rectify/conformance';
import { clauses } from '@rectify/spec';
import { describe, expect, test } from 'vitest';
import { type Mutant, mutants } from './mutants.ts';
import { compute } from './reference.ts';

/** Ids of the clauses that a kernel violates. */
async function violated(
  { op, pass }: Pick<Mutant, 'op' | 'pass'>,
  run = compute({ op, pass, dtype: 'float32' }),
): Promise<readonly string[]> {
  const request = { op, pass, dtype: 'float32' } as const;
  const own = clauses.filter((clause) => clause.op === op && clause.pass === pass);
  const { judged } = await converse(
    judgeKernel(request, { depth: 'default', seed: 1, clauses: own }),
    ({ x, dy }) => {
      try {
        return { kind: 'returned', y: run(x as Float32Array, dy as Float32Array | undefined) };
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
    (['forward', 'vjp'] as const).map((pass) => ({ op, pass })),
  );
  test.each(kernels)('$op/$pass', async (kernel) => {
    expect(await violated(kernel)).toEqual([]);
  });
});

describe('each mutant is caught by the clause that names its fault', () => {
  test.each(mutants)('$caughtBy: $fault', async (mutant) => {
    const right = compute({ op: mutant.op, pass: mutant.pass, dtype: 'float32' });
    expect(await violated(mutant, mutant.break(right))).toContain(mutant.caughtBy);
  });
});
