import { closeSync, openSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import type { Deviation, KernelRequest } from '@rectify/backend';
import { suiteError } from '@rectify/backend';
import type { Measurement, Series } from '@rectify/bench';
import type { Depth, Finding, Profile } from '@rectify/conformance';
import { dtypes } from '@rectify/float';
import { opIds, passes } from '@rectify/spec';
import type { Environment } from './environment.ts';
import type { Part } from './part.ts';
import type { BackendStatus } from './status.ts';
import type { Refusal } from './timeable.ts';

export const recordSchema = 'rectify/record@1';

/** What was asked for, when and where. */
export interface RecordRun {
  readonly command: string;
  readonly seed: string;
  readonly depth: Depth;
  /** The lowest level that may fail the run. */
  readonly level: 'must' | 'should';
  /** `i/n` where this is one of several shards. */
  readonly shard: string | null;
  /** Every so manyth block of the grid was judged; 1 is all. */
  readonly stride: number;
  /** Version of the specification. */
  readonly spec: string;
  /** ISO 8601. */
  readonly started: string;
  readonly environment: Environment;
}

/** Where the time of a kernel's judging went: in the header, because it is no result. */
export type Cost = Pick<Profile, 'backend' | 'op' | 'pass' | 'dtype' | 'cost'>;

/** One thing that a run found. */
export type RecordEntry =
  | { readonly kind: 'backend'; readonly backend: BackendStatus }
  | { readonly kind: 'finding'; readonly finding: Finding }
  | { readonly kind: 'profile'; readonly profile: Profile }
  | { readonly kind: 'measurement'; readonly measurement: Measurement }
  /** The samples of a measurement. */
  | { readonly kind: 'series'; readonly series: Series }
  | { readonly kind: 'refusal'; readonly refusal: Refusal }
  /** What was judged of a kernel: of an unfinished run, or of a shard. */
  | { readonly kind: 'part'; readonly part: Part }
  /** What the merge of shards needs to know of a backend. */
  | {
      readonly kind: 'deviations';
      readonly backend: string;
      readonly deviations: readonly Deviation[];
    };

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
function replace(path: string, run: RecordRun, entries: readonly RecordEntry[]): void {
  const whole = [
    line({ kind: 'header', schema: recordSchema, run, costs: costsOf(entries) }),
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
  run: RecordRun,
  kept: readonly RecordEntry[] = [],
): RecordWriter {
  let file: number;
  let count = kept.length;
  try {
    // What is kept must survive a death between here and the next line.
    const beginning = [{ kind: 'header', schema: recordSchema, run, costs: [] }, ...kept];
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
