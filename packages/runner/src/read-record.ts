import { readFileSync } from 'node:fs';
import { kernelKey, suiteError } from '@rectify/backend';
import type { Cost, Profile, RecordEntry, RunHeader } from '@rectify/record';
import { recordVersion } from '@rectify/record';

/** A record as it was read. */
export interface RecordFile {
  readonly run: RunHeader;
  readonly entries: readonly RecordEntry[];
  readonly interrupted: boolean;
}

interface Header {
  readonly kind: 'header';
  readonly schema: string;
  readonly run: RunHeader;
  readonly costs: readonly Cost[];
}

interface Footer {
  readonly kind: 'footer';
  readonly entries: number;
  readonly interrupted: boolean;
}

type RecordLine = RecordEntry | Header | Footer;

function refusal(path: string, why: string, hint: string, cause?: unknown): Error {
  return suiteError('RECORD_UNREADABLE', `${path}: ${why}`, { hint, cause });
}

/** What a line of each kind must hold beside its kind; what is in it is for the report's schemas. */
const held: Record<RecordLine['kind'], readonly string[]> = {
  header: ['schema', 'run', 'costs'],
  backend: ['backend'],
  finding: ['finding'],
  profile: ['profile'],
  measurement: ['measurement'],
  series: ['series'],
  refusal: ['refusal'],
  part: ['part'],
  deviations: ['backend', 'deviations'],
  footer: ['entries', 'interrupted'],
};

function isLine(value: unknown): value is RecordLine {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  const keys = Object.entries(held).find(([kind]) => kind === value.kind)?.[1];
  return keys?.every((key) => key in value) ?? false;
}

/** Lines of a record; undefined stands for a last one that was cut off. */
function linesOf(path: string): readonly (RecordLine | undefined)[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw refusal(path, why, 'give the path of a file that --record wrote', cause);
  }
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line, i): RecordLine | undefined => {
    try {
      const value: unknown = JSON.parse(line, reviveNonFinite);
      if (isLine(value)) return value;
    } catch (cause) {
      if (i === lines.length - 1) return undefined;
      throw refusal(path, `line ${i + 1} is not JSON`, 'make the record again', cause);
    }
    throw refusal(path, `line ${i + 1} is no line of a record`, 'make the record again');
  });
}

function headerOf(path: string, first: RecordLine | undefined): Header {
  if (first?.kind === 'header' && first.schema === recordVersion) return first;
  throw refusal(
    path,
    `it does not begin with a header of ${recordVersion}`,
    'make the record again',
  );
}

const isEntry = (line: RecordLine | undefined): line is RecordEntry =>
  line !== undefined && line.kind !== 'header' && line.kind !== 'footer';

/** Puts the cost of judging, which the header holds, back into its profile. */
function withCost(entry: RecordEntry, costs: readonly Cost[]): RecordEntry {
  if (entry.kind !== 'profile') return entry;
  const profile: Profile = entry.profile;
  const found = costs.find((one) => kernelKey(one) === kernelKey(profile));
  return found === undefined
    ? entry
    : { kind: 'profile', profile: { ...profile, cost: found.cost } };
}

/**
 * Reads a whole record.
 * @throws SuiteError RECORD_UNREADABLE when there is none, a line is not of a record, or the footer is missing
 */
export function readRecord(path: string): RecordFile {
  const [first, ...rest] = linesOf(path);
  const { run, costs } = headerOf(path, first);
  const footer = rest.pop();
  if (footer?.kind !== 'footer')
    throw refusal(
      path,
      'the record is truncated: it has no footer',
      'go on with --resume, or make it again',
    );
  const entries = rest.filter(isEntry);
  if (entries.length !== footer.entries)
    throw refusal(path, `it has ${entries.length} entries of ${footer.entries}`, 'make it again');
  return {
    run,
    entries: entries.map((entry) => withCost(entry, costs)),
    interrupted: footer.interrupted,
  };
}

/**
 * Reads what a run left that did not come to its end; a last line that was cut off is left out.
 * @throws SuiteError RECORD_UNREADABLE when there is none or a line is not of a record
 */
export function readUnfinished(path: string): RecordFile {
  const [first, ...rest] = linesOf(path);
  return { run: headerOf(path, first).run, entries: rest.filter(isEntry), interrupted: true };
}

/** Fields that hold numbers which JSON may lack: elsewhere "NaN" is a word, of a message or a behaviour. */
const numeric = new Set(
  'ulp maxUlp maxUlpForgiven meanUlp p99Ulp rank max nsPerElement low high copyRatio gbPerSecond copyShare fillNs readNs fastestRatio drift collectionsPerThousand collectingShare overhead'.split(
    ' ',
  ),
);
const words = new Set(['NaN', 'Infinity', '-Infinity']);

function reviveNonFinite(key: string, value: unknown): unknown {
  return typeof value === 'string' && numeric.has(key) && words.has(value) ? Number(value) : value;
}
