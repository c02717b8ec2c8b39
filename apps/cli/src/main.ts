#!/usr/bin/env node
import { isSuiteError } from '@rectify/backend';
import { exitCodes } from '@rectify/record';
import { sanitize } from '@rectify/report';
import { CommanderError } from 'commander';
import { makeProgram } from './program.ts';

/** A reader such as `head` may close the pipe early: what it did not want is nobody's error, and the exit code stands. */
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

const controller = new AbortController();
process.on('SIGINT', () => {
  // The second time it is meant: nothing is finished or printed.
  if (controller.signal.aborted) process.exit(exitCodes.interrupted);
  process.exitCode = exitCodes.interrupted;
  controller.abort();
});

/** Commander's message in the form of the suite's errors, on one line. */
function usage({ message }: CommanderError): string {
  const [what = '', suggestion] = message.replace(/^error: /, '').split('\n');
  const near = /Did you mean (.*)\?/.exec(suggestion ?? '')?.[1];
  const hint =
    near === undefined ? 'rectify --help shows what there is' : `did you mean '${near}'?`;
  return `USAGE: ${what.replace(/\.$/, '')}. Hint: ${hint}`;
}

const argv = process.argv.slice(2);
try {
  const exit = (code: number): void => {
    process.exitCode = code;
  };
  await makeProgram({ argv, signal: controller.signal, exit }).parseAsync(argv, { from: 'user' });
} catch (error) {
  if (error instanceof CommanderError) {
    // Help and version end this way too, with code 0 and nothing to add.
    if (error.exitCode !== 0) {
      process.stderr.write(`${sanitize(usage(error))}\n`);
      process.exitCode = exitCodes.usage;
    }
  } else if (isSuiteError(error)) {
    process.stderr.write(`${sanitize(`${error.code}: ${error.message}. Hint: ${error.hint}`)}\n`);
    // What Control-C ended was not refused.
    process.exitCode = controller.signal.aborted ? exitCodes.interrupted : exitCodes.usage;
  } else {
    // A fault of the suite itself, which says nothing about a backend.
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = exitCodes.usage;
  }
}
