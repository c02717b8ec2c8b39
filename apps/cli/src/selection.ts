import type { KernelRequest } from '@rectify/backend';
import { suiteError } from '@rectify/backend';
import type { Clause } from '@rectify/spec';
import { clauses, opIds, passes } from '@rectify/spec';
import type { FilterOptions } from './options.ts';

/** Kernels and the clauses that they are judged by. */
export interface Selection {
  readonly requests: readonly KernelRequest[];
  readonly clauses: readonly Clause[];
}

/**
 * What the filters leave.
 * @throws SuiteError USAGE when that is nothing
 */
export function select(o: FilterOptions & { readonly clause?: readonly string[] }): Selection {
  const { op: ops = opIds, pass: chosenPasses = passes, dtype: dtypes = ['float32'] } = o;
  const chosen = clauses.filter(
    ({ id, op, pass }) =>
      ops.includes(op) && chosenPasses.includes(pass) && (o.clause?.includes(id) ?? true),
  );
  const requests = dtypes.flatMap((dtype) =>
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
