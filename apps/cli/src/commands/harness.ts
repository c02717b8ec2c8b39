import { exitCodes } from '@rectify/record';
import { sanitize } from '@rectify/report';
import { tryHarness } from '@rectify/runner';
import { defineCommand } from '../command-row.ts';
import { unknownName } from '../nearest.ts';
import { threads, timeout } from '../options/run.ts';

/** What to do about a fault, by whose it is. */
const advice = {
  harness: 'the fault is in the harness: what crosses the pipe is its business',
  library: 'the harness reports it well: the fault is in the library that it calls',
} as const;

/** Prints a line for each step of the protocol. Results are not judged. */
const check = defineCommand({
  about: 'try the stdio protocol with a harness: what is wrong, and whose fault it is',
  arguments: [{ name: '<harness>', help: "'exec:<command line>'" }],
  options: { timeout, threads },
  examples: [["rectify harness check 'exec:python3 harness.py'", 'start, run, time and stop']],
  async run([specifier], o) {
    const blamed = new Set<keyof typeof advice>();
    const options = { timeoutMs: o.timeout * 1000, threads: o.threads[0] };
    for await (const { name, fault, text } of tryHarness(specifier, options)) {
      process.stdout.write(
        `${fault === null ? 'ok  ' : 'FAIL'}  ${sanitize(`${name}: ${text}`)}\n`,
      );
      if (fault !== null) blamed.add(fault);
    }
    for (const fault of blamed) process.stdout.write(`${advice[fault]}\n`);
    return blamed.size === 0 ? exitCodes.fine : exitCodes.failed;
  },
});

const commands = { check };

export const harness = defineCommand({
  about: 'for authors of stdio harnesses: rectify harness check',
  arguments: [{ name: '[command]' }],
  commands,
  run([given]) {
    throw unknownName(given ?? '', { kind: 'command', names: Object.keys(commands) });
  },
});
