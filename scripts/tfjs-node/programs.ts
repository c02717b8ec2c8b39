import { spawn } from 'node:child_process';
import { failure } from './failure.ts';

export interface Call {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Ends the program; the promise then rejects with an AbortError. */
  readonly signal?: AbortSignal | undefined;
  /** Shows its standard output on our standard error, instead of returning it. */
  readonly show?: boolean;
}

export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program to its end, whatever its exit code.
 * @throws Error with code ENOENT when there is no such program
 */
export function run(program: string, args: readonly string[], call: Call = {}): Promise<Ended> {
  const { cwd, env, signal, show = false } = call;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...(cwd === undefined ? {} : { cwd }),
      ...(signal === undefined ? {} : { signal }),
      env: { ...process.env, LC_ALL: 'C', ...env },
      stdio: ['ignore', show ? 2 : 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    // It settles when the program is gone, after an abort as well: nothing writes any more.
    let failed: Error | undefined;
    child.on('error', (error) => (failed = error));
    child.on('close', (code) => {
      if (failed === undefined) resolve({ code, stdout, stderr });
      else reject(failed);
    });
  });
}

/** Runs a program that must succeed; returns its standard output. @throws SuiteError */
export async function mustRun(
  program: string,
  args: readonly string[],
  call: Call & { readonly hint: string },
): Promise<string> {
  const { code, stdout, stderr } = await run(program, args, call);
  if (code === 0) return stdout;
  throw failure(`${program} failed (exit ${code ?? 'by a signal'}): ${tail(stderr)}`, call.hint);
}

/** The last lines of what a program said. */
export function tail(text: string, lines = 6): string {
  return text.trim().split('\n').slice(-lines).join('\n');
}

/** Whether a program can be run with these arguments. */
export async function works(program: string, args: readonly string[]): Promise<boolean> {
  try {
    return (await run(program, args)).code === 0;
  } catch {
    return false;
  }
}
