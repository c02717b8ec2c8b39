import { kernelOf } from '@rectify/backend';
import type { Extent, BackendTurn } from '@rectify/bench';
import { counted, impossibility, median } from '@rectify/bench';
import type { Cell, Failure, Limits, Refusal, Samples, Series } from '@rectify/record';
import type { BackendRef } from '../process/backend-ref.ts';
import type { Session } from '../process/session.ts';
import { openSession } from '../process/session.ts';
import { timeLimits } from './bandwidth.ts';
import { isCpu } from './device.ts';

/** Least time a cell aims at, when a turn has run out of its own. */
const leastCellMs = 10;

export interface TurnContext extends Pick<Extent, 'modes' | 'samples' | 'minSampleNs' | 'threads'> {
  readonly seed: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
  /** Whether no time is left for the rest of a turn. */
  readonly isOver: (turn: BackendTurn) => boolean;
  /** Whether a kernel failed before, or the cell cannot be timed: it is not tried again. */
  readonly isGivenUp: (backend: string, cell: Cell) => boolean;
  readonly fail: (failure: Failure) => void;
  readonly refuse: (refusal: Refusal, cell: Cell) => void;
  /** Whether the cell was timed in this round before. */
  readonly isDone: (turn: BackendTurn, cell: Cell) => boolean;
  /** Keeps what a process gave for a cell: a series of one round in each mode. */
  readonly add: (series: readonly Series[]) => void;
  /** After every cell, whatever became of it. */
  readonly after: (turn: BackendTurn, cell: Cell) => void;
}

/** Runs one turn in a fresh process, in about `shareMs`: what a cell leaves of its part goes to those after it. */
export async function runTurn(
  ref: BackendRef,
  turn: BackendTurn,
  shareMs: number,
  context: TurnContext,
): Promise<void> {
  const end = performance.now() + shareMs;
  const { timeoutMs, signal } = context;
  const { threads } = turn;
  const session = openSession({ specifier: ref.specifier, threads, timeoutMs, signal });
  try {
    const started = await session.start([]);
    // A backend that has one thread whatever it is given is timed once.
    const used = started.kind === 'opened' ? started.identity.threads : threads;
    const isTwin = used !== threads && context.threads.includes(used);
    const limits = new Map<string, Limits>();
    for (const [i, planned] of turn.cells.entries()) {
      if (isAborted(signal) || context.isOver(turn)) return;
      const cell = { ...planned, threads: used };
      const budgetMs = Math.max(leastCellMs, (end - performance.now()) / (turn.cells.length - i));
      if (!isTwin && !context.isDone(turn, cell) && !context.isGivenUp(ref.id, cell)) {
        const message =
          started.kind === 'opened'
            ? await timeCell(
                session,
                turn,
                { cell, budgetMs, limits, isCpu: isCpu(started.identity) },
                context,
              )
            : 'the backend did not start';
        if (message !== null && !isAborted(signal))
          context.fail({ ...kernelOf({ ...cell, backend: ref.id }), message });
      }
      context.after(turn, planned);
    }
  } finally {
    await session.close();
  }
}

/** Times one cell and keeps its series; or says why it could not. `limits` are those of this process so far. */
async function timeCell(
  session: Session,
  { backend, round }: BackendTurn,
  {
    cell,
    budgetMs,
    limits,
    isCpu: checked,
  }: {
    readonly cell: Cell;
    readonly budgetMs: number;
    readonly limits: Map<string, Limits>;
    readonly isCpu: boolean;
  },
  { modes, samples, minSampleNs, seed, add, refuse }: TurnContext,
): Promise<string | null> {
  const bytes = `${cell.dtype} ${cell.length}`;
  const job = { cell, modes, samples, minSampleNs, budgetMs, seed, limits: !limits.has(bytes) };
  const timed = await session.time(job);
  if (timed.kind === 'errored') return timed.message;
  const refused = (reason: string): null => {
    refuse({ ...kernelOf({ ...cell, backend }), reason }, cell);
    return null;
  };
  if (timed.kind === 'untimeable') return refused(timed.reason);
  // A harness in another language times no copies: this process does, in the same round.
  const own =
    timed.limits ?? limits.get(bytes) ?? timeLimits(cell.dtype, cell.length, minSampleNs / 4);
  limits.set(bytes, own);
  const faults = timed.series.map((one) =>
    impossibility(cell, median(counted(one)), checked ? own : null),
  );
  const fault = faults.find((one) => one !== null);
  if (fault !== undefined && fault !== null) return refused(fault);
  const { emptyNs } = timed;
  add(
    timed.series.map(({ mode, ...series }) => ({
      backend,
      ...cell,
      mode,
      rounds: [{ round, ...withChecked(series, checked), ...own, emptyNs }],
    })),
  );
  return null;
}

/** Samples that say whether what timed itself was held to what a CPU can do. */
function withChecked<S extends Pick<Samples, 'selfTimed'>>(series: S, checked: boolean): S {
  const { selfTimed } = series;
  return selfTimed === undefined ? series : { ...series, selfTimed: { ...selfTimed, checked } };
}

function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}
