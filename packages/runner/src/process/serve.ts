// The process of one backend: commands come over IPC, one at a time, and each is answered.
import { Worker } from 'node:worker_threads';
import { newHost } from './host.ts';
import { loadBackend } from './load.ts';
import type { AnswerMessage, Answers, CommandMessage, Command } from './protocol.ts';

const [, , window] = process.argv;
const host = newHost(window === undefined ? undefined : Number(window));

async function answer(command: Command): Promise<Answers[keyof Answers]> {
  switch (command.cmd) {
    case 'start':
      return host.start({ ...command, load: () => loadBackend(command.specifier) });
    case 'run':
      return host.run(command.request, command.batch);
    case 'fill':
      return host.fill(command.request, command.options, command.piece);
    case 'time':
      return host.time(command.job);
    case 'stop':
      await host.stop();
      return { kind: 'stopped' };
    default:
      return command satisfies never;
  }
}

// Control-C reaches every process of the terminal; it is the parent's to decide what becomes of this one.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit(0));
process.on('message', (asked: CommandMessage) => {
  void answer(asked.command).then((result) => {
    process.send?.({ seq: asked.seq, answer: result } satisfies AnswerMessage);
    if (asked.command.cmd === 'stop') process.disconnect?.();
  });
});

// A kernel in an endless loop never sees `disconnect`: a thread of its own notices that the parent is gone.
new Worker(
  `const parent = ${process.ppid};
  setInterval(() => {
    try {
      if (process.ppid === parent) return void process.kill(parent, 0);
    } catch {}
    process.kill(process.pid, 'SIGKILL');
  }, 1000);`,
  { eval: true },
).unref();
