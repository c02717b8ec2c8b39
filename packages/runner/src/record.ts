import { closeSync, openSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import type { KernelRequest } from '@rectify/backend';
import { suiteError } from '@rectify/backend';
import { dtypes } from '@rectify/float';
import type { Cost, RecordEntry, RunHeader } from '@rectify/record';
import { recordVersion } from '@rectify/record';
import { opIds, passes } from '@rectify/spec';

/** A record on disk: JSON Lines, each entry written as it is made. */
export interface RecordWriter {
  append(entry: RecordEntry): void;
  /**
   * Ends the record with a footer, without which it counts as truncated. A run that came to its end gives its entries in
   * their order: they replace what was written as it went, so that the same results are the same bytes.
   */
  close(o: { readonly interrupted: boolean; readonly entries?: readonly RecordEntry[] }): void;
}

const line = (value: unknown): string => `${JSON.stringify(value, withoutNonFinite)}\n`;

function withoutCost(entry: RecordEntry): unknown {
  if (entry.kind !== 'profile') return entry;
  const { cost: _, ...profile } = entry.profile;
  return { kind: 'profile', profile };
}

function costsOf(entries: readonly RecordEntry[]): readonly Cost[] {
  return entries.flatMap((entry) => {
    if (entry.kind !== 'profile') return [];
    const { backend, op, pass, dtype, cost } = entry.profile;
    return [{ backend, op, pass, dtype, cost }];
  });
}

const kinds: readonly RecordEntry['kind'][] = [
  'backend',
  'deviations',
  'part',
  'finding',
  'profile',
  'measurement',
  'series',
  'refusal',
];

/** Entries by kind, backend and kernel, so that the same results make the same bytes however they were come by. */
function inOrder(entries: readonly RecordEntry[]): readonly RecordEntry[] {
  const ids = entries.flatMap((entry) => (entry.kind === 'backend' ? [entry.backend.id] : []));
  const kernelPlace = (one: KernelRequest & { readonly backend: string }): readonly number[] => [
    ids.indexOf(one.backend),
    dtypes.indexOf(one.dtype),
    opIds.indexOf(one.op),
    passes.indexOf(one.pass),
  ];
  const placeOf = (entry: RecordEntry): readonly number[] => {
    const kind = kinds.indexOf(entry.kind);
    switch (entry.kind) {
      case 'finding':
        return [kind, ...kernelPlace(entry.finding)];
      case 'profile':
        return [kind, ...kernelPlace(entry.profile)];
      case 'part':
        return [kind, ...kernelPlace(entry.part)];
      case 'backend':
      case 'deviations':
      case 'measurement':
      case 'series':
      case 'refusal':
        return [kind];
      default:
        return entry satisfies never;
    }
  };
  const compare = (a: readonly number[], b: readonly number[]): number => {
    const at = a.findIndex((value, i) => value !== b[i]);
    return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
  };
  return entries
    .map((entry) => ({ entry, place: placeOf(entry) }))
    .toSorted((a, b) => compare(a.place, b.place))
    .map(({ entry }) => entry);
}

/** Writes a whole record in place of what is at the path, which is never half of either. */
function replace(path: string, run: RunHeader, entries: readonly RecordEntry[]): void {
  const whole = [
    line({ kind: 'header', schema: recordVersion, run, costs: costsOf(entries) }),
    ...inOrder(entries).map((entry) => line(withoutCost(entry))),
    line({ kind: 'footer', entries: entries.length, interrupted: false }),
  ];
  writeFileSync(`${path}.new`, whole.join(''));
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
    const beginning = [{ kind: 'header', schema: recordVersion, run, costs: [] }, ...kept];
    writeFileSync(`${path}.new`, beginning.map(line).join(''));
    renameSync(`${path}.new`, path);
    file = openSync(path, 'a');
  } catch (cause) {
    throw unwritable(path, cause);
  }
  const write = (value: unknown): void => {
    try {
      writeSync(file, line(value));
    } catch (cause) {
      throw unwritable(path, cause);
    }
  };
  return {
    append(entry) {
      write(entry);
      count += 1;
    },
    close({ interrupted, entries }) {
      if (interrupted || entries === undefined)
        write({ kind: 'footer', entries: count, interrupted });
      closeSync(file);
      if (!interrupted && entries !== undefined) replace(path, run, entries);
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

function withoutNonFinite(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}
