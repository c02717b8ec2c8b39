import type { KernelRequest } from '@rectify/backend';
import type { RunEvent } from '@rectify/runner';
import { createLogUpdate } from 'log-update';
import prettyMilliseconds from 'pretty-ms';

const barWidth = 24;
const lineEveryMs = 10_000;

/** What goes on, said on standard error: a bar in a terminal, else a line every ten seconds. */
export interface Progress {
  /** Begins a part of the run. */
  stage(name: string): void;
  on(event: RunEvent): void;
  stop(): void;
}

interface State {
  readonly stage: string;
  readonly began: number;
  readonly what: string;
  readonly done: number;
  readonly total: number;
  readonly leftMs: number | null;
}

/** A kernel, with the millions of inputs that it was asked for: a full sweep has 4,295 and takes its time. */
function kernelText(backend: string, { op, pass }: KernelRequest, elements: number): string {
  const millions = Math.floor(elements / 1e6);
  return `${backend} ${op}/${pass}${millions < 2 ? '' : ` ${millions} million inputs`}`;
}

function after(event: RunEvent, state: State, now: number): State {
  switch (event.kind) {
    case 'opened':
      return { ...state, what: event.backend.id };
    case 'progress':
      return { ...state, what: kernelText(event.backend, event.request, event.elements) };
    case 'judged': {
      const { backend, request, done, total } = event;
      const leftMs = ((now - state.began) / done) * (total - done);
      return { ...state, what: kernelText(backend, request, 0), done, total, leftMs };
    }
    case 'timed': {
      const { backend, cell, done, total, leftMs } = event;
      const what = `${backend} ${cell.op}/${cell.pass} ${cell.length}`;
      return { ...state, what, done, total, leftMs };
    }
    default:
      return event satisfies never;
  }
}

function left(ms: number | null): string {
  return ms === null
    ? ''
    : `, ${prettyMilliseconds(Math.max(ms, 1000), { secondsDecimalDigits: 0 })} left`;
}

function bar({ done, total }: State): string {
  const full = total === 0 ? 0 : Math.round((done / total) * barWidth);
  return '━'.repeat(full) + '─'.repeat(barWidth - full);
}

const sentence = ({ stage, what, done, total, leftMs }: State): string =>
  `${stage}${total === 0 ? '' : ` ${done}/${total}`} ${what}${left(leftMs)}`;

/** Progress on standard error; the caller stops it before it prints anything else. */
export function openProgress(): Progress {
  const stream = process.stderr;
  const now = (): number => performance.now();
  const begin = (stage: string): State => ({
    stage,
    began: now(),
    what: '',
    done: 0,
    total: 0,
    leftMs: null,
  });
  let state = begin('');
  let shown = now();
  const update = stream.isTTY ? createLogUpdate(stream) : null;
  const show = (): void => {
    // Judges block this thread, so that no timer can be relied on.
    if (now() - shown < (update === null ? lineEveryMs : 100)) return;
    shown = now();
    if (update === null) stream.write(`${sentence(state)}\n`);
    else update(`${bar(state)} ${sentence(state)}`);
  };
  return {
    stage(name) {
      state = begin(name);
      show();
    },
    on(event) {
      state = after(event, state, now());
      show();
    },
    stop() {
      update?.clear();
      // Gives the cursor back.
      update?.done();
    },
  };
}
