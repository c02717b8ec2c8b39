import { type OpId, opIds, ops } from './ops/index.ts';
import { type ClauseBody, type Pass, passes } from './types.ts';

/** One checkable statement about one op and pass. */
export interface Clause extends ClauseBody {
  /** `<op>/<pass>/<name>`. */
  readonly id: string;
  readonly op: OpId;
  readonly pass: Pass;
}

/** Every clause, in the order of the specification. */
export const clauses: readonly Clause[] = opIds.flatMap((op) =>
  passes.flatMap((pass) =>
    ops[op][pass].clauses.map((body) => ({ id: `${op}/${pass}/${body.name}`, op, pass, ...body })),
  ),
);
