import type { KernelRequest } from '@rectify/backend';
import type { Clause } from '@rectify/spec';
import type { GridResult } from '../sweep/judge.ts';
import { judgedOf, type Judged, newPending, type PendingClause } from './clause.ts';
import { type ProfileFigures, profileFigures } from './profile.ts';
import { addTally } from './tally.ts';

/** What one kernel came to; the profile lacks what only the host knows. */
export interface KernelJudgement {
  readonly judged: readonly Judged[];
  readonly profile: (KernelRequest & ProfileFigures) | null;
}

/** Draws the verdicts from the grid and the rest. Without a grid every clause is errored with the message. */
export function conclude(
  request: KernelRequest,
  clauses: readonly Clause[],
  grid: GridResult | string,
  rest: readonly PendingClause[],
): KernelJudgement {
  const { op, pass, dtype } = request;
  if (typeof grid === 'string')
    return {
      judged: clauses.map((clause) => judgedOf(dtype, { ...newPending(clause), error: grid })),
      profile: null,
    };
  const judged = rest.map((one) => {
    const whole = {
      ...newPending(one.clause),
      behaviour: one.behaviour,
      error: one.error,
    };
    addTally(whole.tally, one.tally);
    const found = grid.tallies.get(one.clause.id);
    if (found !== undefined) addTally(whole.tally, found);
    return judgedOf(dtype, whole);
  });
  return { judged, profile: { op, pass, dtype, ...profileFigures(dtype, grid.profile) } };
}
