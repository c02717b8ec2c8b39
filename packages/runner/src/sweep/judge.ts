import { Worker } from 'node:worker_threads';
import type { KernelRequest, TypedArray } from '@rectify/backend';
import type { GridResult, JudgeOptions } from '@rectify/conformance';
import { sourceOf } from '../process/source.ts';
import type { Piece } from './window.ts';

/** What a judge's thread is told. */
export type Asked =
  | { readonly kind: 'kernel'; readonly request: KernelRequest; readonly options: JudgeOptions }
  | { readonly kind: 'piece'; readonly piece: Piece };

/** What came of a piece. */
export interface PieceJudged {
  /** What its block gave, or why it gave nothing; null before the last piece of a block. */
  readonly outcome: GridResult | string | null;
  /** What came in the call of the block that is made again. */
  readonly kept: TypedArray | null;
  readonly ms: number;
}

/** Judges blocks in a thread of this process, from the results in a window. */
export interface Judge {
  /** Takes up a kernel: pieces are of the last one. */
  take(request: KernelRequest, options: JudgeOptions): void;
  /** The pieces of a block in their order. Rejects only where the suite itself is wrong. */
  judge(piece: Piece): Promise<PieceJudged>;
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (judged: PieceJudged) => void;
  readonly reject: (error: Error) => void;
}

export function openJudge(fd: number): Judge {
  const { file, conditions } = sourceOf(import.meta.url, './judge-thread');
  const worker = new Worker(file, { workerData: fd, execArgv: [...conditions] });
  const waiting: Waiting[] = [];
  let failure: Error | null = null;
  const fail = (error: Error): void => {
    failure ??= error;
    for (const one of waiting.splice(0)) one.reject(failure);
  };
  worker.on('message', (judged: PieceJudged) => waiting.shift()?.resolve(judged));
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('the judge has ended')));
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  const tell = (asked: Asked): void => worker.postMessage(asked);
  return {
    take: (request, options) => tell({ kind: 'kernel', request, options }),
    judge(piece) {
      if (failure !== null) return Promise.reject(failure);
      tell({ kind: 'piece', piece });
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    async close() {
      await worker.terminate();
    },
  };
}
