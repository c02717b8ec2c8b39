import type { Clause } from '@rectify/spec';
import { clauses } from '@rectify/spec';
import { unknownName } from '../nearest.ts';

/** A parser of the id of a clause. @throws SuiteError CLAUSE_UNKNOWN */
export function clauseOf(text: string): Clause {
  const clause = clauses.find(({ id }) => id === text);
  if (clause !== undefined) return clause;
  throw unknownName(text, {
    kind: 'clause',
    names: clauses.map(({ id }) => id),
    code: 'CLAUSE_UNKNOWN',
    list: 'rectify list clauses',
  });
}
