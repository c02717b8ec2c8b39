import type { KernelRequest } from '@rectify/backend';
import { type Compute, converse, type KernelJudgement, judgeKernel } from '@rectify/conformance';
import { dtypes } from '@rectify/float';
import type { Depth } from '@rectify/record';
import { type Clause, clauses, opIds, passes } from '@rectify/spec';
import { describe, expect, test } from 'vitest';
import { type Mutant, opMutants } from './mutants.ts';
import { genericMutants } from './mutants/generic.ts';
import { compute, onArrays } from './reference.ts';

function judge(
  { op, pass, dtype }: KernelRequest,
  run: Compute,
  own: readonly Clause[],
  depth: Depth = 'smoke',
): Promise<KernelJudgement> {
  const request = { op, pass, dtype };
  const call = onArrays(request, run);
  return converse(judgeKernel(request, { depth, seed: 1, clauses: own }), ({ x, dy }) => {
    try {
      return { kind: 'returned', y: call(x, dy) };
    } catch (error) {
      return { kind: 'errored', message: String(error) };
    }
  });
}

const clausesOf = ({ op, pass }: KernelRequest): readonly Clause[] =>
  clauses.filter((clause) => clause.op === op && clause.pass === pass);

/** Of 16 bits every input is judged at any depth; float64 has its faults everywhere. */
const depthOf = ({ dtype }: KernelRequest): Depth => (dtype === 'float32' ? 'default' : 'smoke');

/** Whether the clause that names a mutant's fault is violated. */
async function isCaught(mutant: Mutant, depth: Depth): Promise<boolean> {
  const own = clauses.filter(({ id }) => id === mutant.caughtBy);
  const { judged } = await judge(mutant, mutant.break(compute(mutant)), own, depth);
  return judged[0]?.verdict === 'violates';
}

describe('the right backend meets every clause', () => {
  const kernels = opIds.flatMap((op) =>
    passes.flatMap((pass) => dtypes.map((dtype) => ({ op, pass, dtype }))),
  );
  test.each(kernels)('$op/$pass/$dtype', async (kernel) => {
    const { judged } = await judge(kernel, compute(kernel), clausesOf(kernel), depthOf(kernel));
    const wrong = judged.filter(({ verdict }) => verdict !== 'conforms');
    expect(wrong.map(({ clause }) => clause.id)).toEqual([]);
  });
});

describe('each mutant is caught by the clause that names its fault', () => {
  test.each(opMutants)('$caughtBy $dtype: $fault', async (mutant) => {
    expect(await isCaught(mutant, depthOf(mutant))).toBe(true);
  });
});

describe('each clause catches what its rule must, in every dtype', () => {
  test.each(clauses)('$id', async ({ id }) => {
    const own = genericMutants.filter(({ caughtBy }) => caughtBy === id);
    expect(new Set(own.map(({ dtype }) => dtype))).toEqual(new Set(dtypes));
    const missed: string[] = [];
    for (const mutant of own)
      // That few inputs are enough to catch what shows in a whole binade.
      if (!(await isCaught(mutant, 'smoke'))) missed.push(`${mutant.dtype}: ${mutant.fault}`);
    expect(missed).toEqual([]);
  });
});

test('float16 through float32 rounds twice, which the profile counts', async () => {
  const request = { op: 'sigmoid', pass: 'vjp', dtype: 'float16' } as const;
  const { profile } = await judge(
    request,
    compute({ ...request, dtype: 'float32' }),
    clausesOf(request),
  );
  expect(profile?.tested).toBe(2 ** 16);
  expect(profile?.misrounded).toBeGreaterThan(0);
  expect(profile?.maxUlp).toBeLessThan(0.51);
});
