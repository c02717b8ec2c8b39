import { setImmediate as turn } from 'node:timers/promises';
import type { Readable } from 'node:stream';

/** The longest line that is read; the longest right one, a request's float64 results, has 700 KB. */
export const lineBytes: number = 2 * 2 ** 20;

export type OutputLine =
  | { readonly kind: 'line'; readonly bytes: Buffer }
  | { readonly kind: 'too-long'; readonly bytes: Buffer }
  /** The stream ended; what came after the last line. */
  | { readonly kind: 'ended'; readonly bytes: Buffer };

export interface OutputLines {
  /** The next line, without its end. The stream is read only while this waits, so that a flood stays in the pipe. */
  next(): Promise<OutputLine>;
  /** What came of a line that is not finished. */
  begun(): Buffer;
  /** What came before it was asked for: reads what lies in the pipe by now, and waits for nothing. */
  early(): Promise<Buffer>;
}

/** Reads a stream line by line, holding at most `lineBytes` and a chunk. */
export function openLines(stream: Readable): OutputLines {
  let chunks: Buffer[] = [];
  let size = 0;
  let ended = false;
  let waiting: ((line: OutputLine) => void) | null = null;

  const found = (): OutputLine | null => {
    const last = chunks.at(-1);
    const at = last?.indexOf(10) ?? -1;
    if (last !== undefined && at >= 0) {
      const bytes = Buffer.concat([...chunks.slice(0, -1), last.subarray(0, at)]);
      const rest = last.subarray(at + 1);
      chunks = rest.length === 0 ? [] : [rest];
      size = rest.length;
      return { kind: bytes.length > lineBytes ? 'too-long' : 'line', bytes };
    }
    if (size > lineBytes) return { kind: 'too-long', bytes: Buffer.concat(chunks) };
    return ended ? { kind: 'ended', bytes: Buffer.concat(chunks) } : null;
  };
  const settle = (): void => {
    const line = waiting === null ? null : found();
    if (line === null) return;
    stream.pause();
    waiting?.(line);
    waiting = null;
  };
  stream.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    settle();
  });
  stream.on('close', () => {
    ended = true;
    settle();
  });
  stream.pause();
  return {
    next: () =>
      new Promise((resolve) => {
        waiting = resolve;
        settle();
        if (waiting !== null) stream.resume();
      }),
    begun: () => Buffer.concat(chunks),
    async early() {
      stream.resume();
      // A whole turn of the event loop, in which the pipe is looked at once.
      await turn();
      await turn();
      stream.pause();
      return Buffer.concat(chunks);
    },
  };
}
