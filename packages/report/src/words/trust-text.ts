import type { Trust } from '@rectify/record';

/** What a self-test says of answers, in a few words. */
export function trustText(trust: Trust | null): string {
  if (trust === null) return 'no self-test';
  const { backend, falseAlarms, comparisons, smallest } = trust;
  const seen = smallest === null ? 'nothing' : `${(smallest * 100).toFixed(0)}%`;
  return `self-test of ${backend}: ${falseAlarms} of ${comparisons} false alarms, sees ${seen}`;
}
