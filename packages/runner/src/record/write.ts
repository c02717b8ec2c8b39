import { closeSync, openSync, writeFileSync } from 'node:fs';
import type { RecordEntry, RunHeader } from '@rectify/record';
import { beginningText, entryText, footerText, recordText } from '@rectify/record';
import { replaceFile, unwritable } from './replace.ts';

/** A record on disk: JSON Lines, each entry written as it is made. */
export interface RecordWriter {
  /** Entries of one thing that was found, which are written at once. */
  append(...entries: readonly RecordEntry[]): void;
  /**
   * Ends the record with a footer, without which it counts as truncated. A run that came to its end gives its entries in
   * their order: they replace what was written as it went, so that the same results are the same bytes.
   */
  close(o: { readonly interrupted: boolean; readonly entries?: readonly RecordEntry[] }): void;
}

/**
 * Begins a record, replacing what is at the path, with entries that are kept from before.
 * @throws SuiteError OUTPUT_UNWRITABLE
 */
export function openRecord(
  path: string,
  run: RunHeader,
  kept: readonly RecordEntry[] = [],
): RecordWriter {
  let count = kept.length;
  const written = <T>(action: () => T): T => {
    try {
      return action();
    } catch (cause) {
      throw unwritable(path, cause instanceof Error ? cause.message : String(cause), cause);
    }
  };
  // What is kept must survive a death between here and the next line.
  replaceFile(path, beginningText(run, kept));
  const file = written(() => openSync(path, 'a'));
  // By its descriptor: all of a line is written, or it is an error.
  const write = (line: string): void => written(() => writeFileSync(file, line));
  return {
    append(...more) {
      write(more.map(entryText).join(''));
      count += more.length;
    },
    close({ interrupted, entries }) {
      if (interrupted || entries === undefined) write(footerText(count, interrupted));
      closeSync(file);
      if (!interrupted && entries !== undefined) replaceFile(path, recordText(run, entries));
    },
  };
}
