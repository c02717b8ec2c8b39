import type { LapBlock, SideName } from '@rectify/bench';
import {
  cellKey,
  effectOf,
  isDecided,
  isSuspect,
  logRatioOf,
  median,
  planLaps,
  samplesPerLap,
  verdictOf,
} from '@rectify/bench';
import { suiteError } from '@rectify/backend';
import type { Cell, ComparedCell, ComparisonPlan, Demands, Mode } from '@rectify/record';
import { processors } from '../process/processors.ts';
import type { Session } from '../process/session.ts';
import { openSession } from '../process/session.ts';
import type { BackendRef } from '../process/backend-ref.ts';

export interface CompareSidesOptions {
  readonly a: BackendRef;
  readonly b: BackendRef;
  readonly cells: readonly Cell[];
  readonly mode: Mode;
  readonly contest: ComparisonPlan;
  readonly demands: Demands;
  readonly seed: number;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /** After every pair of processes. */
  readonly on?: ((o: { readonly pair: number; readonly confirming: boolean }) => void) | undefined;
}

type Sides = Readonly<Record<SideName, Session>>;

/** How long a lap may be silent beyond what it should take; warm-up of one cell. */
const lapBudgetMs = 100;
const warmupBudgetMs = 200;

/**
 * Compares two backends cell by cell, both sides interleaved in one run: pairs of fresh processes, in each short laps by
 * turns. A cell ends early where enough is seen; what is suspect is confirmed by a second run.
 * @throws SuiteError BACKEND_INVALID when a side cannot be timed, USAGE when it is interrupted
 */
export async function compareSides(o: CompareSidesOptions): Promise<readonly ComparedCell[]> {
  const { demands, mode } = o;
  const first = await runOnce(o, o.cells, false);
  const suspect = o.cells.filter((cell) => isSuspect(effectOf(first(cell), demands), demands));
  const again = await runOnce(o, suspect, true);
  return o.cells.map((cell) => {
    const logRatios = first(cell);
    const effect = effectOf(logRatios, demands);
    const confirmation = suspect.includes(cell) ? effectOf(again(cell), demands) : null;
    const verdict = verdictOf(effect, confirmation, demands);
    return { ...cell, mode, verdict, first: effect, confirmation, logRatios };
  });
}

/** Few pairs of every cell, and more of those that they leave undecided. */
async function runOnce(
  o: CompareSidesOptions,
  cells: readonly Cell[],
  confirming: boolean,
): Promise<Logs> {
  const { pairs, mostPairs } = o.contest;
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
      await Promise.all([start(sides.a, o.a), start(sides.b, o.b)]);
      for (const cell of cells) {
        if (o.signal?.aborted === true) throw interrupted();
        logs.get(cellKey(cell))?.push(logRatioOf(await timeBlocks(sides, cell, pair, o)));
      }
    } finally {
      await Promise.all([sides.a.close(), sides.b.close()]);
    }
    o.on?.({ pair, confirming });
  }
  return (cell) => logs.get(cellKey(cell)) ?? [];
}

/**
 * The processor that both sides of a pair share, from pair to pair another; undefined where they use several, or where they
 * cannot be bound. Left free, the system keeps each side on one of its own, and whatever else runs there falls on one side.
 */
function processorOf(threads: number, pair: number): number | undefined {
  const all = threads === 1 ? processors() : [];
  return all[pair % all.length];
}

function openPair(o: CompareSidesOptions, [cell]: readonly Cell[], pair: number): Sides {
  const { timeoutMs, signal } = o;
  const threads = cell?.threads ?? 1;
  const processor = processorOf(threads, pair);
  const open = ({ specifier }: BackendRef): Session =>
    openSession({ specifier, threads, processor, timeoutMs, signal });
  return { a: open(o.a), b: open(o.b) };
}

async function start(session: Session, ref: BackendRef): Promise<void> {
  const started = await session.start([]);
  if (started.kind !== 'opened')
    throw failed(ref.id, 'message' in started ? started.message : started.note);
}

/** Laps of both sides by turns, after each has become steady. */
async function timeBlocks(
  sides: Sides,
  cell: Cell,
  pair: number,
  { mode, contest, seed, a, b }: CompareSidesOptions,
): Promise<readonly LapBlock[]> {
  const ids = { a: a.id, b: b.id };
  const time = async (
    side: SideName,
    extra: { readonly samples: number; readonly budgetMs: number; readonly calls?: number },
  ): Promise<{
    readonly ns: readonly number[];
    readonly warmup: number;
    readonly calls: number;
  }> => {
    const timed = await sides[side].time({
      cell,
      modes: [mode],
      minSampleNs: contest.sampleNs,
      seed,
      limits: false,
      ...extra,
    });
    if (timed.kind !== 'timed')
      throw failed(ids[side], timed.kind === 'errored' ? timed.message : timed.reason);
    const [series] = timed.series;
    if (series === undefined) throw failed(ids[side], 'it gave no samples');
    return series;
  };
  const warm = { samples: 10, budgetMs: warmupBudgetMs };
  const begun = { a: await time('a', warm), b: await time('b', warm) };
  const callNs = median([...begun.a.ns, ...begun.b.ns]);
  // Both sides take samples of as many calls, so that neither is measured more finely.
  const calls = Math.max(begun.a.calls, begun.b.calls);
  const lap = { samples: samplesPerLap(contest, callNs * calls), budgetMs: lapBudgetMs, calls };
  const blocks: LapBlock[] = [];
  for (const order of planLaps(contest, pair, seed)) {
    const block: Record<SideName, number[]> = { a: [], b: [] };
    for (const side of order) block[side].push(...(await time(side, lap)).ns);
    blocks.push(block);
  }
  return blocks;
}

function failed(id: string, why: string): Error {
  return suiteError('BACKEND_INVALID', `${id} cannot be timed: ${why}`, {
    hint: 'rectify measure says what is wrong with it',
  });
}

function interrupted(): Error {
  return suiteError('USAGE', 'the comparison was interrupted', { hint: 'begin it again' });
}
