import type { KernelRequest } from '@rectify/backend';
import { kernelName } from '@rectify/backend';
import type { Batch, GridOptions } from '@rectify/conformance';
import { commandOf } from '../stdio/command.ts';
import { startHarness } from '../stdio/harness.ts';
import type { Piece } from '../sweep/window.ts';
import type { Child, Lost } from './child.ts';
import { startChild } from './child.ts';
import { observed } from './observed.ts';
import { boundTo } from './processors.ts';
import type { Answers, Errored, Ran, Started, Timed, TimeJob } from './protocol.ts';

/** A backend that answers: in a process of its own, or in this one. One call at a time. */
export interface Session {
  /** Opens the backend and asks it about each kernel. Nothing is thrown: what went wrong is in the result. */
  start(requests: readonly KernelRequest[]): Promise<Started>;
  run(request: KernelRequest, batch: Batch): Promise<Ran>;
  time(job: TimeJob): Promise<Timed>;
  /** Releases everything; afterwards nothing of it runs. Gives what went wrong with that. */
  close(): Promise<string | null>;
}

/** A session whose backend has a process of its own. */
export interface ProcessSession extends Session {
  /** Has the results of a piece of a sweep written into the window: of what comes back so, nothing is looked at yet. */
  fill(request: KernelRequest, options: GridOptions, piece: Piece): Promise<Answers['fill']>;
}

export interface SessionOptions {
  /** Module of the backend (see `loadBackend`), or `exec:<command line>` of a harness. */
  readonly specifier: string;
  readonly threads: number;
  /** The only processor that it may run on: one of `processors()`. */
  readonly processor?: number | undefined;
  /** Descriptor of the file that results of sweeps go to: see `openWindow`. */
  readonly window?: number | undefined;
  /** Silence longer than this is an error of the kernel. */
  readonly timeoutMs: number;
  /** The same for starting, which for large runtimes takes seconds; by default at least 20 s. */
  readonly startTimeoutMs?: number;
  /** Kills the process; what was asked is then errored. */
  readonly signal?: AbortSignal | undefined;
}

/** Deaths and silences of one kernel after which it is not asked again: each may have cost the whole time limit. */
const patience = 3;
/** Starts that fail in a row before the backend is given up. */
const startPatience = 2;

/**
 * Opens a backend in a process of its own, which is started again after it died or was silent too long.
 * @throws SuiteError USAGE when the specifier is an `exec:` without a command
 */
export function openSession(o: SessionOptions): ProcessSession {
  const words = commandOf(o.specifier);
  const startTimeoutMs = o.startTimeoutMs ?? Math.max(20_000, o.timeoutMs);
  const losses = new Map<string, { count: number; last: string }>();
  let child: Child | null = null;
  let failedStarts = 0;
  let unstartable: string | null = null;
  let closed = false;

  const abort = (): void => void child?.kill();
  o.signal?.addEventListener('abort', abort, { once: true });

  const start = async (requests: readonly KernelRequest[]): Promise<Started> => {
    if (o.signal?.aborted === true || closed) return { kind: 'errored', message: 'interrupted' };
    const { specifier, threads, processor, window } = o;
    child =
      words === undefined
        ? startChild({ processor, window })
        : startHarness([...boundTo(processor), ...words], threads, window);
    const started = await child.ask({ cmd: 'start', specifier, threads, requests }, startTimeoutMs);
    if (started.kind === 'opened') {
      failedStarts = 0;
      return started;
    }
    await end();
    return started.kind === 'lost'
      ? { kind: 'errored', message: `while it was started: ${started.message}` }
      : started;
  };

  const end = async (): Promise<void> => {
    const last = child;
    child = null;
    await last?.kill();
  };

  /** The living process, started if need be; or why there is none. */
  const ready = async (): Promise<Child | string> => {
    if (child !== null) return child;
    if (unstartable !== null) return unstartable;
    const started = await start([]);
    if (started.kind === 'opened' && child !== null) return child;
    const reason = 'message' in started ? started.message : 'the backend is not available';
    failedStarts += 1;
    if (failedStarts >= startPatience) unstartable = `the backend was given up: ${reason}`;
    return reason;
  };

  /** Asks about one kernel. */
  const ask = async <T>(
    request: KernelRequest,
    question: (child: Child) => Promise<T | Lost>,
  ): Promise<T | Errored> => {
    const name = kernelName(request);
    const lost = losses.get(name);
    if (lost !== undefined && lost.count >= patience)
      return { kind: 'errored', message: `given up after ${patience} failures: ${lost.last}` };
    const peer = await ready();
    if (typeof peer === 'string') return { kind: 'errored', message: peer };
    const answer = await question(peer);
    if (!isLost(answer)) return answer;
    child = null;
    losses.set(name, { count: (lost?.count ?? 0) + 1, last: answer.message });
    return { kind: 'errored', message: answer.message };
  };

  return {
    start,
    async run(request, batch) {
      const ran = await ask(request, (peer) =>
        peer.ask({ cmd: 'run', request, batch }, o.timeoutMs),
      );
      return ran.kind === 'returned' ? observed(ran.y, request.dtype, batch.x.length) : ran;
    },
    fill: (request, options, piece) =>
      ask(request, (peer) => {
        // Of the judge's options only what the inputs depend on.
        const { depth, seed, stride = 1, inputs = [] } = options;
        const own = { depth, seed, stride, inputs };
        return peer.ask({ cmd: 'fill', request, options: own, piece }, o.timeoutMs);
      }),
    async time(job) {
      const limit = job.budgetMs + o.timeoutMs;
      return ask(job.cell, (peer) => peer.ask({ cmd: 'time', job }, limit));
    },
    async close() {
      closed = true;
      o.signal?.removeEventListener('abort', abort);
      const stopped = await child?.ask({ cmd: 'stop' }, o.timeoutMs);
      await end();
      return stopped?.kind === 'lost' && o.signal?.aborted !== true ? stopped.message : null;
    },
  };
}

function isLost(answer: unknown): answer is Lost {
  return answer instanceof Object && 'kind' in answer && answer.kind === 'lost';
}
