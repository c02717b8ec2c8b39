import type { BackendModule } from '@rectify/backend';
import { everyMutants } from './mutants/every.ts';
import type { Mutant } from './mutants/fault.ts';
import { reluMutants } from './mutants/relu.ts';
import { sigmoidMutants } from './mutants/sigmoid.ts';
import { derivativeMutants } from './mutants/smooth-vjp.ts';
import { tanhMutants } from './mutants/tanh.ts';
import { backendOf, compute } from './reference.ts';

export type { Mutant };

/** Deliberately wrong kernels, at least one for each clause. */
export const mutants: readonly Mutant[] = [
  ...reluMutants,
  ...sigmoidMutants,
  ...tanhMutants,
  ...derivativeMutants,
  ...everyMutants,
];

/** A backend that is right but for one fault. */
export function mutantBackend(mutant: Mutant): BackendModule {
  return backendOf(`mutant ${mutant.caughtBy}`, (request) => {
    const right = compute(request);
    return request.op === mutant.op && request.pass === mutant.pass ? mutant.break(right) : right;
  });
}
