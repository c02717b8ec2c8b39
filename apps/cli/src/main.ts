#!/usr/bin/env node
import { isSuiteError } from '@rectify/backend';
import { exitCodes } from '@rectify/record';
import { sanitize } from '@rectify/report';
import { CommanderError } from 'commander';
import { makeProgram } from './program.ts';

/** Why the result did not reach its reader: that comes after the write, and of several the first says it. */
let unwritten: NodeJS.ErrnoException | undefined;
process.stdout.on('error', (error) => {
  unwritten ??= error;
});
// What cannot be said there cannot be said anywhere, and is no result.
process.stderr.on('error', () => undefined);

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

await new Promise<void>((resolve) => {
  process.stdout.write('', () => resolve());
});
if (unwritten !== undefined && !controller.signal.aborted) {
  const why = unwritten.code === 'EPIPE' ? 'its reader is gone' : unwritten.message;
  process.stderr.write(
    `OUTPUT_UNWRITABLE: standard output cannot be written: ${sanitize(why)}. Hint: let its reader read to the end, or write to a file with --format F=FILE\n`,
  );
  process.exitCode = exitCodes.usage;
}
