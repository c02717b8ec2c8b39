import { faultsOf } from '@rectify/conformance';
import { dtypes } from '@rectify/float';
import { clauses } from '@rectify/spec';
import type { Mutant } from './fault.ts';

/** What each rule must catch in any kernel: of every clause in every dtype. */
export const genericMutants: readonly Mutant[] = clauses.flatMap((clause) => {
  const { id: caughtBy, op, pass } = clause;
  return dtypes.flatMap((dtype) =>
    faultsOf({ op, pass, dtype }, clause).map((fault) => ({ caughtBy, op, pass, dtype, ...fault })),
  );
});
