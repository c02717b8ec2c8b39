import type { ChildProcessByStdio } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

const isWindows = process.platform === 'win32';
/** What a command is given to end by itself after SIGTERM, and to vanish after SIGKILL. */
const graceMs = 500;

/** A command with all that it starts: a process group of its own; on Windows a process tree. */
export interface Group {
  readonly process: ChildProcessByStdio<Writable, Readable, Readable>;
  /** How it ended, once what it wrote last could be read. Never rejects. */
  readonly gone: Promise<Ending>;
  /** Ends all of it: SIGTERM, and SIGKILL once the command is gone or has had its time. */
  end(): Promise<void>;
}

export type Ending =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'killed'; readonly signal: string }
  | { readonly kind: 'not-started'; readonly error: NodeJS.ErrnoException };

/** Starts a command without a shell. */
export function startGroup(words: readonly string[], env: NodeJS.ProcessEnv): Group {
  const [command = '', ...rest] = words;
  const child = spawn(command, rest, {
    detached: !isWindows,
    stdio: ['pipe', 'pipe', 'pipe'],
    env,
    windowsHide: true,
  });
  const { pid } = child;
  const release = pid === undefined ? (): void => undefined : guard(pid);
  // A harness that has ended does not read: that it is gone says so.
  child.stdin.on('error', () => undefined);
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const gone = new Promise<Ending>((resolve) => {
    child.once('error', (error) => {
      if (pid === undefined) resolve({ kind: 'not-started', error });
    });
    child.once('exit', (code, signal) => {
      const ending: Ending =
        signal === null ? { kind: 'exited', code: code ?? 0 } : { kind: 'killed', signal };
      // Its last words may still be in the pipe, and are read before what is immediate after the timer; a grandchild could
      // hold that open for ever.
      const timer = setTimeout(() => setImmediate(resolve, ending), 250);
      child.once('close', () => {
        clearTimeout(timer);
        resolve(ending);
      });
    });
  });
  return {
    process: child,
    gone,
    async end() {
      for (const signal of ['SIGTERM', 'SIGKILL'] as const)
        if (pid !== undefined && signalGroup(pid, signal))
          await Promise.race([exited, sleep(graceMs, undefined, { ref: false })]);
      for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
      release();
    },
  };
}

/** Whether there was anybody to signal. */
function signalGroup(pid: number, signal: NodeJS.Signals): boolean {
  if (isWindows) return spawnSync('taskkill', ['/pid', String(pid), '/t', '/f']).status === 0;
  try {
    return process.kill(-pid, signal);
  } catch {
    return false;
  }
}

/**
 * Sees to it that the group does not outlive this process, however that ends: a shell waits for the end of a pipe that
 * only this process holds. Returns what calls it off.
 */
function guard(pid: number): () => void {
  if (isWindows) {
    const kill = (): void => void signalGroup(pid, 'SIGKILL');
    process.on('exit', kill);
    return () => process.off('exit', kill);
  }
  const script = 'read -r line || kill -s KILL -- "-$1"';
  const shell = spawn('/bin/sh', ['-c', script, 'rectify-guard', String(pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // Without a shell there is no guard, and the group ends as `end` ends it.
  shell.on('error', () => undefined);
  shell.stdin.on('error', () => undefined);
  shell.unref();
  return () => shell.stdin.end('called off\n');
}
