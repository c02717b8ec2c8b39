import { appendFileSync, closeSync, openSync, readFileSync } from 'node:fs';
import { suiteError } from '@rectify/backend';
import type { Measurement } from '@rectify/bench';
import type { Depth, Finding, Profile } from '@rectify/conformance';
import type { Environment } from './environment.ts';
import type { Refusal } from './measure.ts';
import type { BackendStatus } from './status.ts';

const schema = 'rectify/record@1';

/** What was asked for, when and where. */
export interface RecordRun {
  readonly command: string;
  readonly seed: string;
  readonly depth: Depth;
  /** Version of the specification. */
  readonly spec: string;
  /** ISO 8601. */
  readonly started: string;
  readonly environment: Environment;
}

/** One thing that a run found. */
export type RecordEntry =
  | { readonly kind: 'backend'; readonly backend: BackendStatus }
  | { readonly kind: 'finding'; readonly finding: Finding }
  | { readonly kind: 'profile'; readonly profile: Profile }
  | { readonly kind: 'measurement'; readonly measurement: Measurement }
  | { readonly kind: 'refusal'; readonly refusal: Refusal };

/** A record on disk: JSON Lines, each entry written as it is made. */
export interface RecordWriter {
  append(entry: RecordEntry): void;
  /** Writes the footer; without it the record counts as truncated. */
  close(o: { readonly interrupted: boolean }): void;
}

export interface RecordFile {
  readonly run: RecordRun;
  readonly entries: readonly RecordEntry[];
  readonly interrupted: boolean;
}

/**
 * Begins a record, replacing what is at the path.
 * @throws SuiteError OUTPUT_UNWRITABLE
 */
export function openRecord(path: string, run: RecordRun): RecordWriter {
  let file: number;
  let entries = 0;
  const write = (line: unknown): void =>
    appendFileSync(file, `${JSON.stringify(line, withoutNonFinite)}\n`);
  try {
    file = openSync(path, 'w');
    write({ kind: 'header', schema, run });
  } catch (cause) {
    throw suiteError('OUTPUT_UNWRITABLE', `${path} cannot be written: ${reasonOf(cause)}`, {
      hint: 'give a path in a folder that exists and may be written to',
      cause,
    });
  }
  return {
    append(entry) {
      write(entry);
      entries += 1;
    },
    close({ interrupted }) {
      write({ kind: 'footer', entries, interrupted });
      closeSync(file);
    },
  };
}

/**
 * Reads a whole record.
 * @throws SuiteError RECORD_UNREADABLE when there is none, a line is not of a record, or the footer is missing
 */
export function readRecord(path: string): RecordFile {
  const refuse = (why: string, hint: string, cause?: unknown): Error =>
    suiteError('RECORD_UNREADABLE', `${path}: ${why}`, { hint, cause });
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw refuse(reasonOf(cause), 'give the path of a file that --record wrote', cause);
  }
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const parsed = lines.map((line, i): RecordLine => {
    const last = i === lines.length - 1;
    try {
      const value: unknown = JSON.parse(line, reviveNonFinite);
      if (isLine(value)) return value;
    } catch (cause) {
      if (last) throw refuse('the record is truncated', 'make it again', cause);
      throw refuse(`line ${i + 1} is not JSON`, 'make the record again', cause);
    }
    throw refuse(`line ${i + 1} is no line of a record`, 'make the record again');
  });
  const [header, ...rest] = parsed;
  if (header?.kind !== 'header' || header.schema !== schema)
    throw refuse(`it does not begin with a header of ${schema}`, 'make the record again');
  const footer = rest.pop();
  if (footer?.kind !== 'footer')
    throw refuse('the record is truncated', 'it has no footer: make it again');
  const entries = rest.filter((line) => line.kind !== 'header' && line.kind !== 'footer');
  if (entries.length !== footer.entries)
    throw refuse(`it has ${entries.length} entries of ${footer.entries}`, 'make it again');
  return { run: header.run, entries, interrupted: footer.interrupted };
}

type RecordLine =
  | RecordEntry
  | { readonly kind: 'header'; readonly schema: string; readonly run: RecordRun }
  | { readonly kind: 'footer'; readonly entries: number; readonly interrupted: boolean };

/** What a line of each kind must hold beside its kind; what is in it is for the report's schemas. */
const held: Record<RecordLine['kind'], readonly string[]> = {
  header: ['schema', 'run'],
  backend: ['backend'],
  finding: ['finding'],
  profile: ['profile'],
  measurement: ['measurement'],
  refusal: ['refusal'],
  footer: ['entries', 'interrupted'],
};

function isLine(value: unknown): value is RecordLine {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  const keys = Object.entries(held).find(([kind]) => kind === value.kind)?.[1];
  return keys?.every((key) => key in value) ?? false;
}

/** Fields that hold numbers which JSON may lack: elsewhere "NaN" is a word, of a message or a behaviour. */
const numeric = new Set(
  'ulp maxUlp maxUlpForgiven meanUlp nsPerElement low high copyRatio kernelMs judgeMs'.split(' '),
);
const words = new Set(['NaN', 'Infinity', '-Infinity']);

function withoutNonFinite(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

function reviveNonFinite(key: string, value: unknown): unknown {
  return typeof value === 'string' && numeric.has(key) && words.has(value) ? Number(value) : value;
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
