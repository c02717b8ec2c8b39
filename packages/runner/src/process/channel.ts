import type { Duplex } from 'node:stream';
import { deserialize, serialize } from 'node:v8';

/** The longest message that is read: arrays of 2²⁴ numbers. */
const longestMessage = 2 ** 28;
const lengthBytes = 4;

interface Listener {
  readonly hear: (message: unknown) => void;
  /** What came is no message: nothing more is read. */
  readonly broke: (why: string) => void;
  /** The other side is gone. */
  readonly ended?: () => void;
}

export interface Channel {
  send(message: unknown): void;
  end(): void;
}

/**
 * Messages between two processes, as V8 serializes them, each after its length. Node's own IPC would do, but that a process
 * which writes something else into it takes the other along: what cannot be read is thrown there where nobody can catch it.
 */
export function openChannel(stream: Duplex, { hear, broke, ended }: Listener): Channel {
  let chunks: Buffer[] = [];
  let held = 0;
  let isBroken = false;
  const all = (): Buffer => {
    const [first = Buffer.alloc(0)] = chunks;
    return chunks.length === 1 ? first : Buffer.concat(chunks);
  };
  /** Bytes of the message that has begun. */
  let length: number | null = null;
  const spoil = (why: string): void => {
    isBroken = true;
    chunks = [];
    stream.destroy();
    broke(why);
  };
  const due = (): number => lengthBytes + (length ?? 0);
  /** Takes the next message, or its length; false where more has to come, or nothing will. */
  const take = (): boolean => {
    if (isBroken || held < due()) return false;
    const bytes = all();
    if (length === null) {
      length = bytes.readUInt32LE();
      chunks = [bytes];
      if (length > longestMessage) spoil(`a message of ${length} bytes`);
      return true;
    }
    let message: unknown;
    try {
      message = deserialize(bytes.subarray(lengthBytes, due()));
    } catch {
      spoil('what is no message');
      return true;
    }
    const rest = bytes.subarray(due());
    chunks = [rest];
    held = rest.length;
    length = null;
    hear(message);
    return true;
  };
  stream.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    held += chunk.length;
    while (take());
  });
  // That the other side does not read any more is seen by its end.
  stream.on('error', () => undefined);
  if (ended !== undefined) stream.on('close', ended);
  return {
    send(message) {
      const bytes = serialize(message);
      const head = Buffer.alloc(lengthBytes);
      head.writeUInt32LE(bytes.length);
      stream.cork();
      stream.write(head);
      stream.write(bytes);
      stream.uncork();
    },
    end: () => void stream.end(),
  };
}
