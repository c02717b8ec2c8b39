import type { BackendTurn } from '@rectify/bench';

/** The time of a measurement, shared among its turns. */
export interface TimeBudget {
  /** Whether a turn's round can be begun; the first always is. */
  readonly fits: (turn: number) => boolean;
  /** Whether the time is over, so that a turn is left in its midst. Never in the first round. */
  readonly isOver: (turn: BackendTurn) => boolean;
  /** Milliseconds for a turn: an equal part of what is left, so that time which fast turns leave is used by later ones. */
  readonly shareOf: (turn: number) => number;
  /** Counts a finished cell. */
  readonly finish: () => {
    readonly done: number;
    readonly total: number;
    readonly leftMs: number;
  };
}

/** @param deadline in the time of `performance.now()` */
export function openBudget(turns: readonly BackendTurn[], deadline: number): TimeBudget {
  const begun = performance.now();
  const total = turns.reduce((sum, { cells }) => sum + cells.length, 0);
  const [first] = turns;
  /** Rounds of these turns before that of a turn: a run that goes on begins with a later one. */
  const roundsBefore = ({ round }: BackendTurn): number => round - (first?.round ?? 0);
  let done = 0;
  return {
    fits(i) {
      const turn = turns[i];
      if (turn === undefined || roundsBefore(turn) === 0 || turns[i - 1]?.round === turn.round)
        return true;
      const now = performance.now();
      const roundMs = (now - begun) / roundsBefore(turn);
      // Turns fill what they are given, so that the last round fits just about: a quarter over is forgiven.
      return roundMs <= (deadline - now) * 1.25;
    },
    isOver: (turn) => roundsBefore(turn) > 0 && performance.now() > deadline,
    shareOf: (i) => (deadline - performance.now()) / (turns.length - i),
    finish() {
      done += 1;
      const now = performance.now();
      const atThisRate = ((now - begun) / done) * (total - done);
      return { done, total, leftMs: Math.max(0, Math.min(atThisRate, deadline - now)) };
    },
  };
}
