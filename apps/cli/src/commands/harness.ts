import { plain } from '@rectify/report';
import { tryHarness } from '@rectify/runner';
import type { RunOptions } from '../options.ts';
import { exitCodes, threadsOf } from '../suite.ts';

/** What to do about a fault, by whose it is. */
const advice = {
  harness: 'the fault is in the harness: what crosses the pipe is its business',
  library: 'the harness reports it well: the fault is in the library that it calls',
} as const;

/**
 * Tries the protocol with a harness and prints a line for each step. Results are not judged.
 * @returns exit code: 0 when every step went well
 * @throws SuiteError USAGE or BACKEND_MISSING
 */
export async function tryOut(
  specifier: string,
  o: Pick<RunOptions, 'timeout' | 'threads'>,
): Promise<number> {
  const blamed = new Set<keyof typeof advice>();
  const [threads] = threadsOf(o);
  const options = { timeoutMs: o.timeout * 1000, threads };
  for await (const { name, fault, text } of tryHarness(specifier, options)) {
    process.stdout.write(`${fault === null ? 'ok  ' : 'FAIL'}  ${plain(`${name}: ${text}`)}\n`);
    if (fault !== null) blamed.add(fault);
  }
  for (const fault of blamed) process.stdout.write(`${advice[fault]}\n`);
  return blamed.size === 0 ? exitCodes.fine : exitCodes.failed;
}
