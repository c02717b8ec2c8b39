import type { KernelRequest } from '@rectify/backend';
import type { Cell, Extent, Mode, RoundSeries, Turn } from '@rectify/bench';
import type { Failure } from './measure.ts';
import type { Session } from './session.ts';
import { openSession } from './session.ts';
import type { BackendRef } from './status.ts';

/** Least time a cell aims at, when a turn has run out of its own. */
const leastCellMs = 10;

export interface TurnContext extends Pick<Extent, 'modes' | 'samples' | 'minSampleNs'> {
  readonly seed: number;
  readonly timeoutMs: number;
  readonly threads: number;
  readonly signal: AbortSignal | undefined;
  /** Whether no time is left for the rest of a turn. */
  readonly isOver: (turn: Turn) => boolean;
  /** Whether a kernel failed before: it is not tried again. */
  readonly hasFailed: (backend: string, request: KernelRequest) => boolean;
  readonly fail: (failure: Failure) => void;
  readonly add: (backend: string, cell: Cell, mode: Mode, series: RoundSeries) => void;
  /** After every cell, whatever became of it. */
  readonly after: (turn: Turn, cell: Cell) => void;
}

/** Runs one turn in a fresh process, in about `shareMs`: what a cell leaves of its part goes to those after it. */
export async function runTurn(
  ref: BackendRef,
  turn: Turn,
  shareMs: number,
  context: TurnContext,
): Promise<void> {
  const end = performance.now() + shareMs;
  const { threads, timeoutMs, signal } = context;
  const session = openSession({ specifier: ref.specifier, threads, timeoutMs, signal });
  try {
    const started = await session.start([]);
    for (const [i, cell] of turn.cells.entries()) {
      if (isAborted(signal) || context.isOver(turn)) return;
      const budgetMs = Math.max(leastCellMs, (end - performance.now()) / (turn.cells.length - i));
      if (!context.hasFailed(ref.id, cell)) {
        const message =
          started.kind === 'opened'
            ? await timeCell(session, turn, cell, budgetMs, context)
            : 'the backend did not start';
        const { op, pass, dtype } = cell;
        if (message !== null && !isAborted(signal))
          context.fail({ backend: ref.id, op, pass, dtype, message });
      }
      context.after(turn, cell);
    }
  } finally {
    await session.close();
  }
}

/** Times one cell and keeps its series; or says why it could not. */
async function timeCell(
  session: Session,
  { backend, round }: Turn,
  cell: Cell,
  budgetMs: number,
  { modes, samples, minSampleNs, seed, add }: TurnContext,
): Promise<string | null> {
  const timed = await session.time({ cell, modes, samples, minSampleNs, budgetMs, seed });
  if (timed.kind === 'errored') return timed.message;
  const { copyNs, emptyNs } = timed;
  for (const { mode, ns } of timed.series) add(backend, cell, mode, { round, ns, copyNs, emptyNs });
  return null;
}

function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}
