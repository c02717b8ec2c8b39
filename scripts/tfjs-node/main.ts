/**
 * Makes the backend tfjs-node work on this machine, once: `pnpm tfjs-node:build`.
 * Exit code: 0 it works; 1 it could not be built; 3 this machine is not served; 130 interrupted.
 */
import { isSuiteError } from '@rectify/backend';
import { ensureBuilt } from './build.ts';
import { notServed } from './machine.ts';
import { findPlaces } from './places.ts';

const say = (line: string) => process.stderr.write(`tfjs-node: ${line}\n`);
const interrupted = new AbortController();
// What runs is ended, so that the folder in which it builds is cleared away.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    interrupted.abort();
  });

try {
  const { signal } = interrupted;
  console.log(`${await ensureBuilt({ places: findPlaces(), say, signal })} works`);
} catch (error) {
  if (interrupted.signal.aborted) {
    say('interrupted');
    process.exitCode = 130;
  } else if (isSuiteError(error)) {
    // What a program said is shown as it said it, on lines of its own.
    const end = error.message.includes('\n') ? '\n' : '. ';
    say(`${error.code}: ${error.message}${end}Hint: ${error.hint}`);
    process.exitCode = notServed() === null ? 1 : 3;
  } else throw error;
}
