import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { longestCall } from '@rectify/conformance';

/** Calls whose results cross at a time: 2 MiB of float32, which stay in a cache, for one command. */
export const pieceCalls = 32;
const pieceBytes = pieceCalls * longestCall * Float32Array.BYTES_PER_ELEMENT;
/** One is filled while the other is judged. */
const pieces = 2;

/** Some calls of a block of a kernel's grid, and the byte of the window where their results begin. */
export interface Piece {
  readonly block: number;
  readonly first: number;
  readonly count: number;
  readonly at: number;
}

/** Where the piece `turn` of a sweep goes: into each place in turn. */
export function placeOf(turn: number): number {
  return (turn % pieces) * pieceBytes;
}

/**
 * A file without a name that two processes share: one writes results into it, and the other reads copies of them. Nothing
 * that the one does to its own memory, code or descriptors reaches the other but as these bytes.
 */
export interface Window {
  readonly fd: number;
  close(): void;
}

export function openWindow(): Window {
  const path = join(tmpdir(), `rectify-${randomUUID()}`);
  const fd = openSync(path, 'wx+', 0o600);
  // Its pages are had beforehand, so that a full disk is no kernel's fault.
  const zeros = new Uint8Array(pieceBytes);
  for (let turn = 0; turn < pieces; turn++) writeAt(fd, zeros, placeOf(turn));
  const hasLostName = tryUnlink(path);
  let isOpen = true;
  return {
    fd,
    close() {
      if (!isOpen) return;
      isOpen = false;
      closeSync(fd);
      if (!hasLostName) tryUnlink(path);
    },
  };
}

/** Systems differ in whether an open file may lose its name. */
function tryUnlink(path: string): boolean {
  try {
    unlinkSync(path);
    return true;
  } catch {
    return false;
  }
}

/** Writes all bytes of a view from a byte of the file on. */
export function writeAt(fd: number, view: NodeJS.ArrayBufferView, at: number): void {
  let done = 0;
  while (done < view.byteLength) {
    const written = writeSync(fd, view, done, view.byteLength - done, at + done);
    if (written === 0) throw new Error('nothing more can be written to the window');
    done += written;
  }
}

/** Fills a view from a byte of the file on; false where the file ends before. */
export function readAt(fd: number, view: NodeJS.ArrayBufferView, at: number): boolean {
  let done = 0;
  while (done < view.byteLength) {
    const read = readSync(fd, view, done, view.byteLength - done, at + done);
    if (read === 0) return false;
    done += read;
  }
  return true;
}
