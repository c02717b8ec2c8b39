import type { KernelRequest } from '@rectify/backend';
import { suiteError } from '@rectify/backend';
import type { Clause } from '@rectify/spec';
import { dtypes } from '@rectify/float';
import { clauses, opIds, passes } from '@rectify/spec';
import { unknownName } from './nearest.ts';
import type { FilterOptions } from './options.ts';

/** Kernels and the clauses that they are judged by. */
export interface Selection {
  readonly requests: readonly KernelRequest[];
  readonly clauses: readonly Clause[];
}

/** @throws SuiteError CLAUSE_UNKNOWN */
export function clauseOf(id: string): Clause {
  const clause = clauses.find((one) => one.id === id);
  if (clause !== undefined) return clause;
  throw unknownName(id, {
    kind: 'clause',
    names: clauses.map((one) => one.id),
    code: 'CLAUSE_UNKNOWN',
    list: 'rectify list clauses',
  });
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
