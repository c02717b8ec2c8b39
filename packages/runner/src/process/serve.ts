// The process of one backend: commands come over a channel, one at a time, and each is answered.
import { Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { openChannel } from './channel.ts';
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
const channel = openChannel(new Socket({ fd: 3 }), {
  hear(message) {
    const { seq, command } = message as CommandMessage;
    void answer(command).then((result) => {
      channel.send({ seq, answer: result } satisfies AnswerMessage);
      if (command.cmd === 'stop') channel.end();
    });
  },
  broke: () => process.exit(1),
  ended: () => process.exit(0),
});

// A kernel in an endless loop never sees the end of the channel: a thread of its own notices that the parent is gone.
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
