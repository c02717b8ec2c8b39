import { randomInt } from 'node:crypto';
import { suiteError } from '@rectify/backend';
import type { Invocation } from './command-row.ts';
import { commandLine } from './command-line.ts';
import type { Seed } from './options/run.ts';
import { say } from './terminal.ts';

/** A seed, and the command line that names it. */
interface SettledSeed {
  readonly seed: number;
  readonly command: string;
}

/** The words of a command line with a number in the place of `random`: what it finds is found again by them. */
function named(argv: readonly string[], seed: number): readonly string[] {
  return argv.map((word, i) => {
    if (word === '--seed=random') return `--seed=${seed}`;
    return word === 'random' && argv[i - 1] === '--seed' ? String(seed) : word;
  });
}

/**
 * The seed of a run: for `random` one that is drawn, and said on standard error.
 * @param before the seed of the run that this one goes on with
 */
export function settleSeed(
  seed: Seed,
  { argv, command }: Invocation,
  before?: string,
): SettledSeed {
  if (seed !== 'random') return { seed, command };
  const drawn = before === undefined ? randomInt(2 ** 32) : Number(before);
  say(`seed ${drawn} was ${before === undefined ? 'drawn' : 'drawn before'}`);
  return { seed: drawn, command: commandLine(named(argv, drawn)) };
}

/** @throws SuiteError USAGE where each shard would draw a seed of its own */
export function demandOneSeed(o: { readonly seed: Seed; readonly shard?: unknown }): void {
  if (o.seed === 'random' && o.shard !== undefined)
    throw suiteError('USAGE', 'each shard would draw a seed of its own, and they would not join', {
      hint: `draw one for all of them: --seed ${randomInt(2 ** 32)}`,
    });
}
