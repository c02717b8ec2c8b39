import { suiteError } from '@rectify/backend';
import type { LapBlock, SideName } from '@rectify/bench';
import { impossibility, median, planLaps, samplesPerLap } from '@rectify/bench';
import type { Cell, ComparisonPlan, Mode } from '@rectify/record';
import { timeLimits } from './bandwidth.ts';
import { isCpu } from './device.ts';
import type { BackendRef } from '../process/backend-ref.ts';
import { processors } from '../process/processors.ts';
import type { Session } from '../process/session.ts';
import { openSession } from '../process/session.ts';

/** Two backends, and how they are timed. */
export interface SidesOptions {
  readonly a: BackendRef;
  readonly b: BackendRef;
  readonly mode: Mode;
  readonly plan: ComparisonPlan;
  readonly seed: number;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** A process of each. */
type Sides = Readonly<Record<SideName, Session>>;

/** Whether each computes on a processor of this machine. */
export type OnCpu = Readonly<Record<SideName, boolean>>;

/** How long a lap may be silent beyond what it should take; warm-up of one cell. */
const lapBudgetMs = 100;
const warmupBudgetMs = 200;

/**
 * The processor that both sides of a pair share, from pair to pair another; undefined where they use several, or where they
 * cannot be bound. Left free, the system keeps each side on one of its own, and whatever else runs there falls on one side.
 */
function processorOf(threads: number, pair: number): number | undefined {
  const all = threads === 1 ? processors() : [];
  return all[pair % all.length];
}

/** Opens a fresh process of each side. */
export function openPair(o: SidesOptions, [cell]: readonly Cell[], pair: number): Sides {
  const { timeoutMs, signal } = o;
  const threads = cell?.threads ?? 1;
  const processor = processorOf(threads, pair);
  const open = ({ specifier }: BackendRef): Session =>
    openSession({ specifier, threads, processor, timeoutMs, signal });
  return { a: open(o.a), b: open(o.b) };
}

/**
 * Gives whether it computes on a processor of this machine.
 * @throws SuiteError BACKEND_INVALID
 */
export async function start(session: Session, ref: BackendRef): Promise<boolean> {
  const started = await session.start([]);
  if (started.kind !== 'opened')
    throw failed(ref.id, 'message' in started ? started.message : started.note);
  return isCpu(started.identity);
}

/**
 * Laps of both sides by turns, after each has become steady.
 * @throws SuiteError BACKEND_INVALID
 */
export async function timeBlocks(
  sides: Sides,
  onCpu: OnCpu,
  cell: Cell,
  pair: number,
  { mode, plan, seed, a, b }: SidesOptions,
): Promise<readonly LapBlock[]> {
  const ids = { a: a.id, b: b.id };
  const limits = timeLimits(cell.dtype, cell.length, plan.sampleNs / 4);
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
      minSampleNs: plan.sampleNs,
      seed,
      limits: false,
      ...extra,
    });
    if (timed.kind !== 'timed')
      throw failed(ids[side], timed.kind === 'errored' ? timed.message : timed.reason);
    const [series] = timed.series;
    if (series === undefined) throw failed(ids[side], 'it gave no samples');
    const callNs = median(series.ns.slice(series.warmup));
    const fault = impossibility(cell, callNs, onCpu[side] ? limits : null);
    if (fault !== null) throw failed(ids[side], fault);
    return series;
  };
  const warm = { samples: 10, budgetMs: warmupBudgetMs };
  const begun = { a: await time('a', warm), b: await time('b', warm) };
  const callNs = median([...begun.a.ns, ...begun.b.ns]);
  // Both sides take samples of as many calls, so that neither is measured more finely.
  const calls = Math.max(begun.a.calls, begun.b.calls);
  const lap = { samples: samplesPerLap(plan, callNs * calls), budgetMs: lapBudgetMs, calls };
  const blocks: LapBlock[] = [];
  for (const order of planLaps(plan, pair, seed)) {
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
