import { suiteError } from '@rectify/backend';
import { analyse, joinedSeries } from '@rectify/bench';
import type { Part, RecordEntry, RecordFile, Report, Series } from '@rectify/record';
import { countOutcomes, demandOnce, ofKind, withCoverage } from '@rectify/record';
import type { NamedReport } from '@rectify/report';
import { readRecord } from '@rectify/runner';
import { demandJudged } from './demand-judged.ts';

const seriesOf = ({ entries }: Pick<RecordFile, 'entries'>): readonly Series[] =>
  joinedSeries(ofKind(entries, 'series').map(({ series }) => series));

/** What was judged of kernels, of a record that holds it. */
export const partsOf = ({ entries }: Pick<RecordFile, 'entries'>): readonly Part[] =>
  ofKind(entries, 'part').map(({ part }) => part);

/** The report of a record. */
export function reportOf({ run, entries, interrupted }: RecordFile): Report {
  const findings = ofKind(entries, 'finding').map(({ finding }) => finding);
  const { measurements: _, ...speed } = analyse(seriesOf({ entries }), Number(run.seed));
  return {
    schema: 'rectify/report@1',
    run: { ...run, interrupted },
    backends: ofKind(entries, 'backend').map(({ backend }) => backend),
    findings: withCoverage(run, findings),
    profiles: withCoverage(
      run,
      ofKind(entries, 'profile').map(({ profile }) => profile),
    ),
    measurements: ofKind(entries, 'measurement').map(({ measurement }) => measurement),
    ...speed,
    refusals: ofKind(entries, 'refusal').map(({ refusal }) => refusal),
    failures: ofKind(entries, 'failure').map(({ failure }) => failure),
    summary: countOutcomes(findings),
  };
}

/** What must agree before findings of several runs stand in one document. */
const conditions = ['spec', 'depth', 'stride', 'seed', 'environment'] as const;

/** What several runs were asked for; unknown where one of them does not say. */
function askedTogether(records: readonly RecordFile[]): Pick<RecordFile['run'], 'asked'> {
  const asked = records.map(({ run }) => run.asked);
  return asked.includes(undefined) ? {} : { asked: asked.flatMap((one) => one ?? []) };
}

/** Two runs of one backend say the same of it. */
function withEachBackendOnce(entries: readonly RecordEntry[]): readonly RecordEntry[] {
  const seen = new Set<string>();
  return entries.filter((entry) => {
    if (entry.kind !== 'backend') return true;
    const text = JSON.stringify(entry.backend);
    const isNew = !seen.has(text);
    seen.add(text);
    return isNew;
  });
}

/**
 * Several records as one, where they were made under the same conditions.
 * @throws SuiteError USAGE when they do not go together, RECORD_UNREADABLE when they hold the same twice
 */
export function joinRecords(files: readonly string[], records: readonly RecordFile[]): RecordFile {
  const [first, ...rest] = records;
  if (first === undefined) throw new Error('no file');
  for (const [i, { run }] of rest.entries()) {
    const differing = conditions.find(
      (key) => JSON.stringify(run[key]) !== JSON.stringify(first.run[key]),
    );
    if (differing !== undefined)
      throw suiteError('USAGE', `${files[0]} and ${files[i + 1]} differ in their ${differing}`, {
        hint: 'render one at a time',
      });
  }
  const { asked: _, ...run } = first.run;
  const command = records.map((one) => one.run.command).join(' + ');
  const joined = {
    run: { ...run, ...askedTogether(records), command },
    entries: withEachBackendOnce(records.flatMap(({ entries }) => entries)),
    interrupted: records.some(({ interrupted }) => interrupted),
  };
  demandOnce(files.join(', '), joined);
  return joined;
}

/**
 * A record that figures are to be taken from: one that judged nothing, or has no verdicts yet, would be an empty table.
 * @throws SuiteError NOTHING_JUDGED, RECORD_UNREADABLE when it holds what no run records
 */
function readJudged(file: string): NamedReport & { readonly record: RecordFile } {
  const record = readRecord(file);
  const { shard } = record.run;
  if (shard !== null)
    throw suiteError('NOTHING_JUDGED', `${file} is shard ${shard}, which has no verdicts`, {
      hint: 'join the shards first: rectify merge',
    });
  const report = reportOf(record);
  demandJudged(report);
  return { file, record, report };
}

/** The report of several records together. @throws SuiteError as `readJudged` and `joinRecords` */
export const readReport = (files: readonly string[]): Report =>
  reportOf(
    joinRecords(
      files,
      files.map((file) => readJudged(file).record),
    ),
  );

/** Records apart, each with its name. @throws SuiteError as `readReport` */
export function readSources(files: readonly string[]): readonly NamedReport[] {
  return files.map(readJudged);
}

/**
 * What one record holds, with its samples of times.
 * @throws SuiteError RECORD_UNREADABLE when it holds what no run records
 */
export function readTimed(file: string): {
  readonly report: Report;
  readonly series: readonly Series[];
} {
  const record = readRecord(file);
  return { report: reportOf(record), series: seriesOf(record) };
}
