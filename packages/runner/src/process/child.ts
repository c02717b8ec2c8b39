import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import type { Duplex } from 'node:stream';
import { describeIssues } from '../issues.ts';
import { messageSchema, parseAnswer } from './answers.ts';
import { openChannel } from './channel.ts';
import { onceEvent } from './once-event.ts';
import { patientTimer } from './patient-timer.ts';
import { boundTo } from './processors.ts';
import type { Answers, CommandMessage, Command } from './protocol.ts';
import { sourceOf } from './source.ts';

/** What is kept of what a process prints. */
const tailBytes = 4096;

/** A process that is asked one thing at a time. */
export interface Child {
  /** Never rejects: death, silence or an answer that is none is `lost`, and the process is then dead. */
  ask<C extends Command>(command: C, timeoutMs: number): Promise<Answers[C['cmd']] | Lost>;
  /** Ends it at once; settles when it is gone. */
  kill(): Promise<void>;
}

export interface Lost {
  readonly kind: 'lost';
  readonly message: string;
}

const living = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of living) child.kill('SIGKILL');
});

/** Node opens its debugger to whoever sends this signal, and with that its memory and code, unless it is listened for. */
function closeDebugger(): void {
  if (process.listenerCount('SIGUSR1') === 0) process.on('SIGUSR1', () => undefined);
}

function serveFile(): { readonly file: string; readonly execArgv: readonly string[] } {
  const { file, conditions } = sourceOf(import.meta.url, './serve');
  // A debugger's port cannot be shared.
  const inherited = process.execArgv.filter((option) => !option.startsWith('--inspect'));
  const execArgv = [...inherited, ...conditions.filter((option) => !inherited.includes(option))];
  return { file, execArgv };
}

export interface ChildOptions {
  /** The only one that it may run on. */
  readonly processor?: number | undefined;
  /** Descriptor of the file that results of sweeps go to. */
  readonly window?: number | undefined;
}

/** Starts a process; what it prints is kept to the last 4 KiB and never reaches this process's output. */
export function startChild({ processor, window }: ChildOptions): Child {
  closeDebugger();
  const { file, execArgv } = serveFile();
  const [program = '', ...words] = [...boundTo(processor), process.execPath, ...execArgv];
  const child = spawn(program, [...words, file, ...(window === undefined ? [] : ['4'])], {
    // On Windows a pipe is read and written at once only if it is so opened.
    stdio: ['ignore', 'pipe', 'pipe', 'overlapped', ...(window === undefined ? [] : [window])],
  });
  living.add(child);
  const pipe = child.stdio[3] as Duplex;
  let tail = Buffer.alloc(0);
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      tail = Buffer.concat([tail, chunk.subarray(-tailBytes)]).subarray(-tailBytes);
    });
  let cause = 'the process ended';
  /** What it wrote that is no message, for which it is ended. */
  let noise: string | null = null;
  const death = onceEvent<void>();
  const gone = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      cause = `the process could not be started: ${error.message}`;
      if (child.pid === undefined) finish();
    });
    child.once('exit', (code, signal) => {
      const how = signal === null ? `exited with ${code}` : `died of ${signal}`;
      cause = noise === null ? `the process ${how}` : `it wrote ${noise} into the suite's channel`;
      // Its last words may still be in the pipe, and are read before what is immediate after the timer; a grandchild could
      // hold that open for ever.
      const timer = setTimeout(() => setImmediate(finish), 250);
      child.once('close', () => {
        clearTimeout(timer);
        finish();
      });
    });
    function finish(): void {
      living.delete(child);
      child.stdout?.destroy();
      child.stderr?.destroy();
      pipe.destroy();
      death.happen();
      resolve();
    }
  });
  const said = (): string => {
    const text = tail.toString('utf8').trim();
    return text === '' ? '' : `\nit had printed:\n${text}`;
  };
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await gone;
  };
  const ignore = (): void => undefined;
  let hear: (message: unknown) => void = ignore;
  const channel = openChannel(pipe, {
    hear: (message) => hear(message),
    broke(why) {
      noise = why;
      void kill();
    },
  });
  let seq = 0;
  return {
    kill,
    async ask<C extends Command>(command: C, timeoutMs: number) {
      const asked: CommandMessage = { seq: seq++, command };
      let stop = (): void => undefined;
      const timer = patientTimer(timeoutMs);
      const heard = new Promise<{ readonly answer: unknown } | 'gone' | 'silent'>((resolve) => {
        hear = (message) => {
          const { data } = messageSchema.safeParse(message);
          if (data?.seq === asked.seq) resolve({ answer: data.answer });
        };
        void timer.expired.then(resolve);
        const deafen = death.listen(() => resolve('gone'));
        stop = () => {
          hear = ignore;
          deafen();
        };
      });
      try {
        channel.send(asked);
        const first = await heard;
        if (first === 'gone') return lost(`${cause}${said()}`);
        const parsed = first === 'silent' ? null : parseAnswer<C['cmd']>(command.cmd, first.answer);
        if (parsed?.success === true) {
          // What was printed for a call that went well says nothing about the next.
          tail = Buffer.alloc(0);
          return parsed.data;
        }
        await kill();
        const why =
          parsed === null
            ? `no answer within ${timeoutMs} ms`
            : `its answer to ${command.cmd} is none: ${describeIssues(parsed.error)}`;
        return lost(`${why}${said()}`);
      } finally {
        timer.cancel();
        stop();
      }
    },
  };
}

function lost(message: string): Lost {
  return { kind: 'lost', message };
}
