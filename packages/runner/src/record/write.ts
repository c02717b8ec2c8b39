import { closeSync, openSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { suiteError } from '@rectify/backend';
import type { RecordEntry, RunHeader } from '@rectify/record';
import { beginningText, entryText, footerText, recordText } from '@rectify/record';

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

/** Writes a whole record in place of what is at the path, which is never half of either. */
function replace(path: string, text: string): void {
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
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
  let file: number;
  let count = kept.length;
  try {
    // What is kept must survive a death between here and the next line.
    replace(path, beginningText(run, kept));
    file = openSync(path, 'a');
  } catch (cause) {
    throw unwritable(path, cause);
  }
  const write = (line: string): void => {
    try {
      writeSync(file, line);
    } catch (cause) {
      throw unwritable(path, cause);
    }
  };
  return {
    append(...more) {
      write(more.map(entryText).join(''));
      count += more.length;
    },
    close({ interrupted, entries }) {
      if (interrupted || entries === undefined) write(footerText(count, interrupted));
      closeSync(file);
      if (!interrupted && entries !== undefined) replace(path, recordText(run, entries));
    },
  };
}

function unwritable(path: string, cause: unknown): Error {
  const why = cause instanceof Error ? cause.message : String(cause);
  return suiteError('OUTPUT_UNWRITABLE', `${path} cannot be written: ${why}`, {
    hint: 'give a path in a folder that exists, may be written to and has room',
    cause,
  });
}
