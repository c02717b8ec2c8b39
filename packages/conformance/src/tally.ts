import type { Inputs } from './calls.ts';

/** One violation as it was seen; `rank` orders them, greater is the better witness. */
export interface Sighting {
  readonly x: number;
  readonly dy: number | null;
  readonly got: number;
  readonly due: number | null;
  readonly ulp: number | null;
  readonly rank: number;
  readonly note: string | null;
}

/** What has been seen of one clause so far. */
export interface Tally {
  tested: number;
  violations: number;
  maxUlp: number | null;
  best: Sighting | null;
}

export function newTally(): Tally {
  return { tested: 0, violations: 0, maxUlp: null, best: null };
}

/** Counts one violation and keeps it as the witness if it ranks highest, the first of equals. */
export function sight(tally: Tally, sighting: Sighting): void {
  tally.violations++;
  if (sighting.ulp !== null) tally.maxUlp = Math.max(tally.maxUlp ?? 0, sighting.ulp);
  if (tally.best === null || sighting.rank > tally.best.rank) tally.best = sighting;
}

/** `sight` for element `index` of a call, where no ULP error is measured. */
export function sightAt(
  tally: Tally,
  { x, dy }: Inputs,
  index: number,
  seen: Pick<Sighting, 'got' | 'due' | 'rank' | 'note'>,
): void {
  sight(tally, { x: x[index] ?? NaN, dy: dy?.[index] ?? null, ulp: null, ...seen });
}
