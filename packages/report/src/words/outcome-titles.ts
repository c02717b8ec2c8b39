import type { Outcome } from '@rectify/record';

/** Outcomes that make the run fail. */
export const failing: readonly Outcome[] = ['fail', 'error', 'stale'];

/** What findings of an outcome stand under, where there is something to read of them; the worst first. */
export const outcomeTitles = [
  ['fail', 'Failures'],
  ['error', 'Errors'],
  ['stale', 'Stale deviations'],
  ['known', 'Known deviations'],
] as const;

/** An outcome that findings are listed of. */
export type ListedOutcome = (typeof outcomeTitles)[number][0];
