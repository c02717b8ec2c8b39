import type { KernelRequest } from '@rectify/backend';
import { suiteError } from '@rectify/backend';
import { dtypes } from '@rectify/float';
import type { Clause } from '@rectify/spec';
import { clauses, opIds, passes } from '@rectify/spec';
import type { FilterOptions } from './options/filters.ts';

/** Kernels and the clauses that they are judged by. */
export interface Selection {
  readonly requests: readonly KernelRequest[];
  readonly clauses: readonly Clause[];
}

/**
 * What the filters leave; of every dtype where none is named.
 * @throws SuiteError USAGE when that is nothing
 */
export function select(o: FilterOptions & { readonly clause?: readonly string[] }): Selection {
  const { op: ops = opIds, pass: chosenPasses = passes, dtype: chosenDtypes = dtypes } = o;
  const chosen = clauses.filter(
    ({ id, op, pass }) =>
      ops.includes(op) && chosenPasses.includes(pass) && (o.clause?.includes(id) ?? true),
  );
  // By dtype first: judging float64 leaves the loops of the others slower than it found them.
  const requests = chosenDtypes.flatMap((dtype) =>
    opIds.flatMap((op) =>
      passes
        .filter((pass) => chosen.some((one) => one.op === op && one.pass === pass))
        .map((pass) => ({ op, pass, dtype })),
    ),
  );
  if (requests.length === 0)
    throw suiteError('USAGE', 'no clause is left by --op, --pass and --clause together', {
      hint: 'leave one of them out',
    });
  return { requests, clauses: chosen };
}
