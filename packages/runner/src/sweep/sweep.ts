import type { KernelRequest, TypedArray } from '@rectify/backend';
import type { Grid, GridResult, JudgeOptions } from '@rectify/conformance';
import { addGridResult, converse } from '@rectify/conformance';
import type { Errored, Unsupported } from '../process/protocol.ts';
import type { ProcessSession } from '../process/session.ts';
import type { Judge } from './judge.ts';
import { openJudge } from './judge.ts';
import type { Piece, Window } from './window.ts';
import { openWindow, pieceCalls, placeOf } from './window.ts';

/** Why a block cannot be had. */
type Fault = Errored | Unsupported;

/** What is swept. */
interface Swept {
  readonly request: KernelRequest;
  readonly options: JudgeOptions;
  readonly grid: Grid;
  /** The next block; undefined where none is left. */
  readonly next: () => number | undefined;
  readonly onJudged: (block: number, result: GridResult) => void;
}

/** Where the time of a sweep went, all processors together. */
export interface SweepTimes {
  readonly kernelMs: number;
  readonly judgeMs: number;
}

/**
 * A backend's process with a judge of its own in this process, and a window between them: while the one fills a piece of it,
 * the other judges the one before.
 */
export interface Sweeper {
  readonly session: ProcessSession;
  /** Until no block is left, or one cannot be had: then gives why. */
  readonly sweep: (o: Swept) => Promise<SweepTimes & { readonly fault: Fault | null }>;
  close(): Promise<string | null>;
}

export function openSweeper(open: (window: number) => ProcessSession): Sweeper {
  const window: Window = openWindow();
  const session = open(window.fd);
  const judge: Judge = openJudge(window.fd);
  return {
    session,
    sweep: (o) => sweepBlocks(session, judge, o),
    async close() {
      const fault = await session.close();
      await judge.close();
      window.close();
      return fault;
    },
  };
}

/** A block cut into pieces, which go into the places of the window in turn. */
function* piecesOf({ grid, next }: Swept): Generator<Piece> {
  let turn = 0;
  for (let block = next(); block !== undefined; block = next()) {
    const calls = grid.calls(block);
    for (let first = 0; first < calls; first += pieceCalls)
      yield {
        block,
        first,
        count: Math.min(pieceCalls, calls - first),
        at: placeOf(turn++),
      };
  }
}

/** A block that is judged but for its call that is made again. */
interface Due {
  readonly block: number;
  readonly result: GridResult;
  readonly kept: TypedArray;
}

async function sweepBlocks(
  session: ProcessSession,
  judge: Judge,
  o: Swept,
): Promise<SweepTimes & { readonly fault: Fault | null }> {
  const { request, options } = o;
  judge.take(request, options);
  const sum: { kernelMs: number; judgeMs: number; fault: Fault | null } = {
    kernelMs: 0,
    judgeMs: 0,
    fault: null,
  };
  /** The judging of what each place of the window holds. */
  const judging = new Map<number, Promise<void>>();
  const due: Due[] = [];
  const judgePiece = async (piece: Piece): Promise<void> => {
    const { outcome, kept, ms } = await judge.judge(piece);
    sum.judgeMs += ms;
    if (typeof outcome === 'string') sum.fault ??= { kind: 'errored', message: outcome };
    else if (outcome !== null && kept !== null)
      due.push({ block: piece.block, result: outcome, kept });
  };
  const revisit = async (): Promise<void> => {
    for (const { block, result, kept } of due.splice(0)) {
      const more = await converse(o.grid.revisit(block, kept), async (batch) => {
        const ran = await session.run(request, batch);
        return ran.kind === 'unsupported' ? { kind: 'errored', message: ran.note } : ran;
      });
      if (typeof more === 'string') {
        sum.fault ??= { kind: 'errored', message: more };
        return;
      }
      addGridResult(result, more);
      o.onJudged(block, result);
    }
  };
  for (const piece of piecesOf(o)) {
    await judging.get(piece.at);
    const asked = performance.now();
    await revisit();
    if (sum.fault !== null) break;
    const filled = await session.fill(request, options, piece);
    sum.kernelMs += performance.now() - asked;
    if (filled.kind !== 'filled') {
      sum.fault = filled;
      break;
    }
    const judged = judgePiece(piece);
    // It is waited for later, where a rejection is thrown.
    judged.catch(() => undefined);
    judging.set(piece.at, judged);
  }
  await Promise.all(judging.values());
  if (sum.fault === null) await revisit();
  return sum;
}
