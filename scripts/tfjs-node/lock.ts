import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** The lock: a listening socket, and those who wait for it. */
interface Held {
  readonly server: Server;
  readonly waiting: Set<Socket>;
}

/**
 * Runs `work` while no other process does so under the same name. The lock is a socket in Linux's abstract namespace: the
 * kernel gives it back when its holder ends, however it ends, and no file is left.
 * @param wait called once when another process has it
 */
export async function alone<T>(name: string, work: () => Promise<T>, wait: () => void): Promise<T> {
  const path = `\0rectify-${createHash('sha256').update(name).digest('hex').slice(0, 32)}`;
  let held = await take(path);
  if (held === null) wait();
  while (held === null) {
    // oxlint-disable-next-line no-await-in-loop -- one try after another
    await released(path);
    // oxlint-disable-next-line no-await-in-loop -- another one that waited may be faster
    held = await take(path);
  }
  try {
    return await work();
  } finally {
    const closed = once(held.server, 'close');
    held.server.close();
    for (const socket of held.waiting) socket.destroy();
    await closed;
  }
}

/** Null when another process has it. */
async function take(path: string): Promise<Held | null> {
  const waiting = new Set<Socket>();
  const server = createServer((socket) => {
    waiting.add(socket);
    socket.on('error', () => {}).on('close', () => waiting.delete(socket));
  });
  server.listen(path);
  try {
    await once(server, 'listening');
    return { server, waiting };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return null;
    throw error;
  }
}

/** Settles when the holder has let go: it never says a word, so the connection lasts as long as the lock. */
function released(path: string): Promise<void> {
  return new Promise((resolve) => {
    connect(path)
      .resume()
      .on('error', () => {}) // it ended before we asked
      .on('close', () => {
        resolve();
      });
  });
}
