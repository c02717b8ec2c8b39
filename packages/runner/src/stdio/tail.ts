import type { Readable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';

/** What is kept of standard error. */
const tailBytes = 4096;
/** What a harness may write to standard error for one request: more is a loop that prints. */
export const floodBytes: number = 16 * 2 ** 20;

/** The end of what a process writes to standard error; all of it is read, so that it never waits. */
export interface Tail {
  /** The end of it as text without control characters; empty when nothing came. */
  readonly text: () => string;
  /** Forgets what came, because the request that it came with went well. */
  readonly clear: () => void;
  /** Settles when one request brought more than is allowed. */
  readonly flooded: Promise<void>;
}

/** Text of foreign origin without escape sequences and control characters; lines and tabs stay. */
export function cleaned(text: string): string {
  return stripVTControlCharacters(text).replaceAll(/[^\P{Cc}\n\t]/gu, '');
}

/** Reads a stream and keeps its last 4 KiB. */
export function openTail(stream: Readable): Tail {
  let tail = Buffer.alloc(0);
  let bytes = 0;
  let flood = (): void => undefined;
  const flooded = new Promise<void>((resolve) => {
    flood = resolve;
  });
  stream.on('data', (chunk: Buffer) => {
    tail = Buffer.concat([tail, chunk.subarray(-tailBytes)]).subarray(-tailBytes);
    bytes += chunk.length;
    if (bytes > floodBytes) flood();
  });
  return {
    flooded,
    text: () => cleaned(tail.toString('utf8')).trim(),
    clear() {
      tail = Buffer.alloc(0);
      bytes = 0;
    },
  };
}
