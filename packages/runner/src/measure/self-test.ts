import { smallestSeen } from '@rectify/bench';
import type { Cell, SelfTested, SpeedVerdict, Trial } from '@rectify/record';
import type { BackendRef } from '../process/backend-ref.ts';
import type { CompareSidesOptions } from './comparison.ts';
import { compareSides } from './comparison.ts';
import { slowedSpecifier } from './slowed-backend.ts';

/** Part of its work that the slowed side does again. */
const injected = 0.1;

export interface SelfTestOptions extends Omit<CompareSidesOptions, 'a' | 'b' | 'on'> {
  readonly backend: BackendRef;
  /** How many of identical code, and as many of slowed code, over the cells by turns. */
  readonly comparisons: number;
  /** What was finished before: it counts, and is not done again. */
  readonly before?: Pick<SelfTested, 'identical' | 'slowed'> | undefined;
  /** After every comparison of both kinds, with all that was found so far. */
  readonly on?:
    | ((o: { readonly done: number; readonly total: number; readonly tested: SelfTested }) => void)
    | undefined;
}

/**
 * Compares identical code with itself, and with code that does a tenth of its work again, on this machine as it is now.
 * Where it is interrupted, what was finished is its result.
 * @throws SuiteError as `compareSides`, also when it is interrupted before anything was finished
 */
export async function selfTest(o: SelfTestOptions): Promise<SelfTested> {
  const { backend, comparisons, cells, plan, demands, seed } = o;
  const slow = {
    id: `${backend.id} slowed`,
    specifier: slowedSpecifier(backend.specifier, injected),
  };
  const identical: Trial[] = [...(o.before?.identical ?? [])];
  const slowed: Trial[] = [...(o.before?.slowed ?? [])];
  const tested = (): SelfTested => ({
    backend: backend.id,
    injected,
    identical: [...identical],
    slowed: [...slowed],
    falseAlarms: countOf(identical, ['slower', 'faster']),
    found: countOf(slowed, ['slower']),
    unclear: countOf(identical, ['unclear']),
    smallest: smallestSeen(
      identical.flatMap((trial) => trial.logRatios),
      plan.mostPairs,
      demands,
      seed,
    ),
  });
  for (let i = identical.length; i < comparisons; i++) {
    const cell = cells[i % cells.length];
    if (cell === undefined) break;
    try {
      // The two kinds by turns, so that a busy hour falls on both.
      const same = await tryOnce(o, cell, backend, seed + 2 * i);
      slowed.push(await tryOnce(o, cell, slow, seed + 2 * i + 1));
      identical.push(same);
    } catch (error) {
      if (o.signal?.aborted === true && identical.length > 0) break;
      throw error;
    }
    o.on?.({ done: i + 1, total: comparisons, tested: tested() });
  }
  return tested();
}

async function tryOnce(
  o: SelfTestOptions,
  cell: Cell,
  b: BackendRef,
  seed: number,
): Promise<Trial> {
  const began = performance.now();
  const { backend, mode, plan, demands, timeoutMs, signal } = o;
  const options = { a: backend, b, cells: [cell], mode, plan, demands, timeoutMs, signal, seed };
  const [one] = await compareSides(options);
  if (one === undefined) throw new Error('no cell was compared');
  return { ...one, seconds: (performance.now() - began) / 1000 };
}

function countOf(trials: readonly Trial[], verdicts: readonly SpeedVerdict[]): number {
  return trials.filter(({ verdict }) => verdicts.includes(verdict)).length;
}
