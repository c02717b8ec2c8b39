import { suiteError } from '@rectify/backend';
import { cellKey, effectOf, isDecided, isSuspect, logRatioOf, verdictOf } from '@rectify/bench';
import type { Cell, ComparedCell, Demands } from '@rectify/record';
import type { SidesOptions } from './sides.ts';
import { openPair, start, timeBlocks } from './sides.ts';

export interface CompareSidesOptions extends SidesOptions {
  readonly cells: readonly Cell[];
  readonly demands: Demands;
  /** After every pair of processes. */
  readonly on?: ((o: { readonly pair: number; readonly confirming: boolean }) => void) | undefined;
}

/**
 * Compares two backends cell by cell, both sides interleaved in one run: pairs of fresh processes, in each short laps by
 * turns. A cell ends early where enough is seen; what is suspect is confirmed by a second run.
 * @throws SuiteError BACKEND_INVALID when a side cannot be timed, USAGE when it is interrupted
 */
export async function compareSides(o: CompareSidesOptions): Promise<readonly ComparedCell[]> {
  const { demands, mode } = o;
  const first = await compareOnce(o, o.cells, false);
  const suspect = o.cells.filter((cell) => isSuspect(effectOf(first(cell), demands), demands));
  const again = await compareOnce(o, suspect, true);
  return o.cells.map((cell) => {
    const logRatios = first(cell);
    const effect = effectOf(logRatios, demands);
    const confirmation = suspect.includes(cell) ? effectOf(again(cell), demands) : null;
    const verdict = verdictOf(effect, confirmation, demands);
    return { ...cell, mode, verdict, first: effect, confirmation, logRatios };
  });
}

/** Few pairs of every cell, and more of those that they leave undecided. */
async function compareOnce(
  o: CompareSidesOptions,
  cells: readonly Cell[],
  confirming: boolean,
): Promise<Logs> {
  const { pairs, mostPairs } = o.plan;
  const begin = confirming ? mostPairs : 0;
  const few = await timePairs(o, cells, { begin, end: begin + pairs, confirming });
  const undecided = cells.filter((cell) => !isDecided(effectOf(few(cell), o.demands), o.demands));
  const rest = { begin: begin + pairs, end: begin + mostPairs, confirming };
  const more = await timePairs(o, undecided, rest);
  return (cell) => [...few(cell), ...more(cell)];
}

/** Logarithms of ratios of each cell, one for each pair. */
type Logs = (cell: Cell) => readonly number[];

/** Pairs by number, which decides the order of their laps. */
interface PairRange {
  readonly begin: number;
  readonly end: number;
  readonly confirming: boolean;
}

async function timePairs(
  o: CompareSidesOptions,
  cells: readonly Cell[],
  { begin, end, confirming }: PairRange,
): Promise<Logs> {
  const logs = new Map<string, number[]>(cells.map((cell) => [cellKey(cell), []]));
  for (let pair = begin; pair < end && cells.length > 0; pair++) {
    const sides = openPair(o, cells, pair);
    try {
      const [a, b] = await Promise.all([start(sides.a, o.a), start(sides.b, o.b)]);
      for (const cell of cells) {
        if (o.signal?.aborted === true) throw interrupted();
        logs.get(cellKey(cell))?.push(logRatioOf(await timeBlocks(sides, { a, b }, cell, pair, o)));
      }
    } finally {
      await Promise.all([sides.a.close(), sides.b.close()]);
    }
    o.on?.({ pair, confirming });
  }
  return (cell) => logs.get(cellKey(cell)) ?? [];
}

function interrupted(): Error {
  return suiteError('USAGE', 'the comparison was interrupted', { hint: 'begin it again' });
}
