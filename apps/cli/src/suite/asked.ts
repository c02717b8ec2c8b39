import { usualDType } from '@rectify/backend';
import type { Asked } from '@rectify/record';
import type { SuiteOptions } from './options.ts';
import { timedExtent } from './extent.ts';

/** Which parts of the suite run: the judges' findings are the result only where they were asked for. */
export interface SuiteParts {
  readonly judge: boolean;
  readonly time: boolean;
}

/**
 * What a command line asks for.
 * @param named ids of the backends that it names; null for every one
 */
export function askedOf(
  named: readonly string[] | null,
  o: SuiteOptions,
  { judge, time }: SuiteParts,
): Asked {
  const { op: ops = null, pass: passes = null, dtype: dtypes = null, clause: clauses = null } = o;
  const timed = time ? { dtypes: dtypes ?? [usualDType], ...timedExtent(o) } : null;
  return { backends: named, ops, passes, dtypes, clauses, judged: judge, timed };
}
