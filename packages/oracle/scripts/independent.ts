import type { ChildProcess } from 'node:child_process';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Near } from './block.ts';
import { bytesOf } from './digest.ts';
import type { Subject } from './kernels.ts';

const source = fileURLToPath(new URL('../fixtures/prove.c', import.meta.url));
const flags = ['-O2', '-lquadmath', '-lm'] as const;

/** How it is compiled, from packages/oracle. */
export const compileCommand: string = ['gcc fixtures/prove.c', ...flags, '-o prove'].join(' ');

/** The compiled C program. */
export interface Program {
  readonly path: string;
  /** First line of the compiler's version. */
  readonly compiler: string;
}

/** Compiles the independent method into a folder; says why where that cannot be done. */
export function compile(folder: string): Program | { readonly missing: string } {
  if (process.arch !== 'x64')
    return { missing: `it needs an x86-64 processor, this is ${process.arch}` };
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'prove');
  try {
    const compiler = execFileSync('gcc', ['--version'], { encoding: 'utf8' }).split('\n')[0]!;
    execFileSync('gcc', [source, ...flags, '-o', path], { stdio: ['ignore', 'ignore', 'pipe'] });
    return { path, compiler };
  } catch (error) {
    return { missing: `it needs gcc with libquadmath: ${(error as Error).message.trim()}` };
  }
}

/** Its word on one block: see the head of prove.c. */
export interface BlockComparison {
  readonly differing: number;
  readonly float128: number;
  readonly undecided: number;
  readonly inaccurate: number;
  readonly nearest: readonly Near[];
}

export interface Independent {
  /** Compares the results at the bit patterns first + i · step, and after them those with the sign bit. */
  compare(first: number, step: number, due: Float32Array): Promise<BlockComparison>;
  end(): Promise<void>;
}

/** Starts the program on one kernel. */
export function start(path: string, { op, pass }: Subject): Independent {
  const child = spawn(path, [op, pass], { stdio: ['pipe', 'pipe', 'inherit'] });
  // A program that has died is noticed where its answer is missing.
  child.stdin.on('error', () => {});
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async compare(first, step, due) {
      child.stdin.write(bytesOfWords([first, step, due.length / 2]));
      child.stdin.write(bytesOf(due));
      const { value, done } = await answers.next();
      if (done === true) throw new Error(`the independent method ended: ${await ending(child)}`);
      return JSON.parse(value) as BlockComparison;
    },
    async end() {
      child.stdin.end();
      await ending(child);
    },
  };
}

async function ending(child: ChildProcess): Promise<string> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.signalCode ?? `exit code ${child.exitCode}`;
}

function bytesOfWords(words: readonly number[]): Uint8Array {
  return new Uint8Array(Uint32Array.from(words).buffer);
}
