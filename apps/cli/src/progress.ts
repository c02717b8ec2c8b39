import { passName } from '@rectify/backend';
import { showUlp } from '@rectify/report';
import type { RunEvent } from '@rectify/runner';
import { createLogUpdate } from 'log-update';
import prettyMilliseconds from 'pretty-ms';

const barWidth = 24;
const lineEveryMs = 10_000;

export const stages = ['opening backends', 'judging', 'timing'] as const;
type Stage = (typeof stages)[number];

/** What goes on, said on standard error: a bar in a terminal, else a line every ten seconds. */
export interface Progress {
  /** Begins a part of the run. */
  stage(name: Stage): void;
  on(event: RunEvent): void;
  stop(): void;
}

interface ProgressState {
  readonly stage: Stage;
  readonly began: number;
  readonly what: string;
  readonly done: number;
  readonly total: number;
  readonly leftMs: number | null;
  /** The kernel that is being judged, and where its progress was first heard of. */
  readonly kernel: string;
  readonly start: { readonly now: number; readonly tested: number };
  /** What share of all kernels was done when the first progress was heard of. */
  readonly first: { readonly now: number; readonly share: number } | null;
}

const million = 1e6;

/** What a sweep has done of its kernel; short work says nothing but its name. */
function sweepText(event: Extract<RunEvent, { kind: 'progress' }>, perSecond: number): string {
  const { backend, request, blocks, of, tested, maxUlp } = event;
  const name = `${backend} ${passName(request)}`;
  if (tested < 2 * million) return name;
  const percent = ((100 * blocks) / of).toFixed(1);
  const speed = Math.round(perSecond / million);
  return `${name} ${percent}%, ${speed} million inputs/s, worst so far ${showUlp(maxUlp)} ULP`;
}

function after(event: RunEvent, state: ProgressState, now: number): ProgressState {
  switch (event.kind) {
    case 'opened':
      return { ...state, what: event.backend.id };
    case 'part':
    case 'sampled':
    case 'failed':
      return state;
    case 'progress': {
      const { backend, request, blocks, of, tested } = event;
      const kernel = `${backend} ${passName(request)}`;
      const start = state.kernel === kernel ? state.start : { now, tested };
      const perSecond = ((tested - start.tested) / Math.max(1, now - start.now)) * 1000;
      const { done, total } = event;
      const share = done + blocks / of;
      // A run that goes on with an old record has a share of it done when it begins.
      const first = state.first ?? (blocks > 1 ? { now, share } : { now: state.began, share: 0 });
      const gained = share - first.share;
      const leftMs = gained > 0 ? ((now - first.now) / gained) * (total - share) : null;
      return {
        ...state,
        done,
        total,
        kernel,
        start,
        first,
        leftMs,
        what: sweepText(event, perSecond),
      };
    }
    case 'judged': {
      const { backend, request, done, total } = event;
      const leftMs = ((now - state.began) / done) * (total - done);
      return { ...state, what: `${backend} ${passName(request)}`, done, total, leftMs };
    }
    case 'timed': {
      const { backend, cell, done, total, leftMs } = event;
      const what = `${backend} ${passName(cell)} ${cell.length}`;
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

function bar({ done, total }: ProgressState): string {
  const full = total === 0 ? 0 : Math.round((done / total) * barWidth);
  return '━'.repeat(full) + '─'.repeat(barWidth - full);
}

const sentence = ({ stage, what, done, total, leftMs }: ProgressState): string =>
  `${stage}${total === 0 ? '' : ` ${done}/${total}`} ${what}${left(leftMs)}`;

/** Progress on standard error; the caller stops it before it prints anything else. */
export function openProgress(): Progress {
  const stream = process.stderr;
  const now = (): number => performance.now();
  const begin = (stage: Stage): ProgressState => ({
    stage,
    began: now(),
    what: '',
    done: 0,
    total: 0,
    leftMs: null,
    kernel: '',
    start: { now: 0, tested: 0 },
    first: null,
  });
  let state = begin('opening backends');
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
