import type { Finding, Run } from '@rectify/record';
import { usualSeed } from '@rectify/record';
import { failing } from './outcome-titles.ts';
import { sanitize } from './sanitize.ts';

/** How to see again what a run found by other inputs than the usual ones; nothing where its seed is the usual one. */
export function seedLines({ seed, command }: Run): readonly string[] {
  if (seed === String(usualSeed)) return [];
  // Shards were judged by commands of their own.
  const again = command.startsWith('rectify merge ')
    ? `the command of the shards with --seed ${seed}`
    : command;
  return [sanitize(`with seed ${seed}; again: ${again}`)];
}

/** The same of one finding, where it fails. */
export function seedLinesOf({ outcome }: Finding, run: Run): readonly string[] {
  return failing.includes(outcome) ? seedLines(run) : [];
}
