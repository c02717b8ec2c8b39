import type { DType } from '@rectify/float';
import type { Finding } from '@rectify/record';
import type { Clause, Rule } from '@rectify/spec';
import { rangesOf } from './ranges.ts';
import { newTally, type Tally } from './tally.ts';
import { witnessOf } from './witness.ts';

/** One clause judged on one kernel, before known deviations are taken into account. */
export interface Judged extends Pick<
  Finding,
  | 'verdict'
  | 'tested'
  | 'violations'
  | 'searched'
  | 'witness'
  | 'maxUlp'
  | 'intervals'
  | 'ranges'
  | 'behaviour'
  | 'message'
> {
  readonly clause: Clause;
}

/** A clause on its way to a verdict. */
export interface PendingClause<R extends Rule = Rule> {
  readonly clause: Clause & { readonly rule: R };
  readonly tally: Tally;
  behaviour: string | null;
  /** Why it could not be judged; the first reason is kept. */
  error: string | null;
}

export function newPending(clause: Clause): PendingClause {
  return { clause, tally: newTally(), behaviour: null, error: null };
}

export function fail(clauses: readonly PendingClause[], message: string): void {
  for (const one of clauses) one.error ??= message;
}

/** A violation outweighs an error: it has been seen. */
export function judgedOf(dtype: DType, pending: PendingClause): Judged {
  const { clause, tally, behaviour, error } = pending;
  const { tested, violations, best, maxUlp, intervals } = tally;
  const searched = tally.searched.tested > 0 ? { searched: tally.searched } : {};
  const witness = best === null ? null : witnessOf(dtype, best);
  const ranges = rangesOf(dtype, tally.binades);
  const common = {
    clause,
    tested,
    violations,
    ...searched,
    witness,
    maxUlp,
    intervals,
    ranges,
    behaviour,
  };
  if (violations > 0) return { ...common, verdict: 'violates', message: error };
  if (error !== null) return { ...common, verdict: 'errored', message: error };
  return { ...common, verdict: 'conforms', message: null };
}

/** What is said where nothing was tested. */
export const untested = {
  tested: 0,
  violations: 0,
  witness: null,
  maxUlp: null,
  intervals: 0,
  ranges: [],
} as const;

function judgeAll(
  clauses: readonly Clause[],
  verdict: Judged['verdict'],
  message: string,
): readonly Judged[] {
  return clauses.map((clause) => ({ clause, verdict, ...untested, behaviour: null, message }));
}

/** Verdicts of a kernel that the backend does not have. */
export function judgeUnsupported(clauses: readonly Clause[], note: string): readonly Judged[] {
  return judgeAll(clauses, 'unsupported', note);
}

/** Verdicts of a kernel that could not be asked at all. */
export function judgeErrored(clauses: readonly Clause[], message: string): readonly Judged[] {
  return judgeAll(clauses, 'errored', message);
}
