import type { BackendModule } from '@rectify/backend';
import { dtypeMutants } from './mutants/dtypes.ts';
import type { Mutant } from './mutants/fault.ts';
import { genericMutants } from './mutants/generic.ts';
import { reluMutants } from './mutants/relu.ts';
import { sigmoidMutants } from './mutants/sigmoid.ts';
import { derivativeMutants } from './mutants/smooth-vjp.ts';
import { tanhMutants } from './mutants/tanh.ts';
import { backendOf, compute } from './reference.ts';

export type { Mutant };

/** Faults of the ops that somebody once wrote, or might. */
export const opMutants: readonly Mutant[] = [
  ...reluMutants,
  ...sigmoidMutants,
  ...tanhMutants,
  ...derivativeMutants,
  ...dtypeMutants,
];

/** Deliberately wrong kernels, at least one for each clause in each dtype. */
export const mutants: readonly Mutant[] = [...opMutants, ...genericMutants];

/** A backend that is right but for one fault. */
export function mutantBackend(mutant: Mutant): BackendModule {
  return backendOf(`mutant ${mutant.caughtBy}`, (request) => {
    const right = compute(request);
    const isIts =
      request.op === mutant.op && request.pass === mutant.pass && request.dtype === mutant.dtype;
    return isIts ? mutant.break(right) : right;
  });
}
