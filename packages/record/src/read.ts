import { kernelKey, suiteError } from '@rectify/backend';
import type { z } from 'zod';
import {
  type Cost,
  type RecordEntry,
  type RecordHeader,
  type RecordLine,
  recordLineSchema,
  recordSchema,
  recordVersion,
} from './lines.ts';
import { profileFrom } from './recorded-profile.ts';
import { parseJson } from './parse-json.ts';
import type { RunHeader } from './run.ts';

/** A record as it was read. */
export interface RecordFile {
  readonly run: RunHeader;
  readonly entries: readonly RecordEntry[];
  readonly interrupted: boolean;
}

const again = 'make the record again';

/** Where time went, by the key of the kernel. */
type CostsOfKernels = ReadonlyMap<string, Cost['cost']>;

function refusal(path: string, why: string, hint: string, cause?: unknown): Error {
  return suiteError('RECORD_UNREADABLE', `${path}: ${why}`, { hint, cause });
}

/** The version that the first line of a record names. */
function versionOf(header: unknown): number {
  const isObject = typeof header === 'object' && header !== null;
  const text = isObject && 'schema' in header ? String(header.schema) : '';
  return Number(/^rectify\/record@(\d+)$/.exec(text)?.[1] ?? NaN);
}

/** @throws SuiteError RECORD_UNREADABLE for what is no record, or one of a later version */
function demandReadable(path: string, header: unknown): void {
  const version = versionOf(header);
  if (version > recordVersion)
    throw refusal(
      path,
      `it is of version ${version}, and this rectify reads up to version ${recordVersion}`,
      'update rectify',
    );
  if (!(version >= 1))
    throw refusal(path, `it does not begin with a header of ${recordSchema}`, again);
}

function faultText({ issues: [issue] }: z.ZodError): string {
  return issue === undefined ? '' : `: ${[...issue.path, issue.message].join(' ')}`;
}

/** Lines of a record; undefined stands for a last one that was cut off. */
function linesOf(path: string, text: string): readonly (RecordLine | undefined)[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line, i): RecordLine | undefined => {
    let value: unknown;
    try {
      value = parseJson(line);
    } catch (cause) {
      if (cause instanceof RangeError)
        throw refusal(path, `line ${i + 1} cannot be read: ${cause.message}`, again, cause);
      if (i === lines.length - 1) return undefined;
      throw refusal(path, `line ${i + 1} is not JSON`, again, cause);
    }
    if (i === 0) demandReadable(path, value);
    const { data, error } = recordLineSchema.safeParse(value);
    if (data?.kind === 'header' && i > 0)
      throw refusal(path, `line ${i + 1} is a second header`, again);
    if (data?.kind === 'footer' && i < lines.length - 1)
      throw refusal(path, `line ${i + 1} is its footer, and more comes after`, again);
    if (data !== undefined) return data;
    throw refusal(path, `line ${i + 1} is no line of a record${faultText(error)}`, again, error);
  });
}

function headerOf(
  path: string,
  first: RecordLine | undefined,
): Pick<RecordHeader, 'run'> & { readonly costs: CostsOfKernels } {
  if (first?.kind !== 'header')
    throw refusal(path, `it does not begin with a header of ${recordSchema}`, again);
  return { run: first.run, costs: new Map(first.costs.map((one) => [kernelKey(one), one.cost])) };
}

/** The entry of a line, with the cost that the header holds back in its profile; none for the first line and the last. */
function entriesOf(
  path: string,
  costs: CostsOfKernels,
  line: RecordLine | undefined,
): readonly RecordEntry[] {
  if (line === undefined || line.kind === 'header' || line.kind === 'footer') return [];
  if (line.kind !== 'profile') return [line];
  const { profile } = line;
  const key = kernelKey(profile);
  const cost = costs.get(key) ?? profile.cost;
  if (cost === undefined) throw refusal(path, `its header has no cost of ${key}`, again);
  return [{ kind: 'profile', profile: profileFrom(profile, cost) }];
}

/**
 * Reads a whole record.
 * @param path names it where it is refused
 * @throws SuiteError RECORD_UNREADABLE when a line is not of a record, the footer is missing, or its version is a later one
 */
export function parseRecord(path: string, text: string): RecordFile {
  const [first, ...rest] = linesOf(path, text);
  const { run, costs } = headerOf(path, first);
  const footer = rest.pop();
  if (footer?.kind !== 'footer')
    throw refusal(
      path,
      'the record is truncated: it has no footer',
      `finish it: the command that made it, with --record ${path} --resume; or make it again`,
    );
  const entries = rest.flatMap((line) => entriesOf(path, costs, line));
  if (entries.length !== footer.entries)
    throw refusal(path, `it has ${entries.length} entries of ${footer.entries}`, 'make it again');
  return { run, entries, interrupted: footer.interrupted };
}

/**
 * Reads what a run left, whether it came to its end or not; a last line that was cut off is left out.
 * @throws SuiteError RECORD_UNREADABLE when a line is not of a record, or its version is a later one
 */
export function parseUnfinished(path: string, text: string): RecordFile {
  const [first, ...rest] = linesOf(path, text);
  const { run, costs } = headerOf(path, first);
  const entries = rest.flatMap((line) => entriesOf(path, costs, line));
  const last = rest.at(-1);
  return { run, entries, interrupted: last?.kind === 'footer' ? last.interrupted : true };
}

/** Entries of one kind. */
export function ofKind<K extends RecordEntry['kind']>(
  entries: readonly RecordEntry[],
  kind: K,
): readonly Extract<RecordEntry, { kind: K }>[] {
  return entries.filter((entry): entry is Extract<RecordEntry, { kind: K }> => entry.kind === kind);
}
