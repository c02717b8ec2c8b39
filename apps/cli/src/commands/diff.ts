import { copyFileSync, readFileSync, renameSync } from 'node:fs';
import { suiteError } from '@rectify/backend';
import type { Series } from '@rectify/bench';
import { looksSlower } from '@rectify/bench';
import type { Change, ChangeKind, Diff, Fails, Report, TimedRuns, Trend } from '@rectify/report';
import { changeKinds, diffReports, plain, renderDiff, reportSchema, trends } from '@rectify/report';
import { prepareWriters } from '../outputs.ts';
import { exitCodes } from '../suite.ts';
import { readTrust } from '../self-tested.ts';
import { pairVersions } from '../versions/pair.ts';
import { readTimed } from './report.ts';

/** What `--fail-on` takes: a trend, `changed` for any, `none`, or what must not get worse. */
export type Failure = 'none' | 'changed' | Trend | ChangeKind;
export const failures: readonly Failure[] = ['none', 'changed', ...trends, ...changeKinds];

export interface DiffOptions {
  readonly format: readonly string[];
  readonly failOn: readonly Failure[];
  readonly speed?: true;
  readonly selfTested?: string;
  readonly update?: true;
}

/** Which changes fail a diff. */
export function failsOn(chosen: readonly Failure[]): Fails {
  return ({ kind, trend }: Change) =>
    chosen.includes('changed') ||
    chosen.includes(trend) ||
    (trend === 'worse' && chosen.includes(kind));
}

/** A document of `--format json`; undefined where a file is none. */
function documentOf(path: string): Report | undefined {
  try {
    return reportSchema.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** One side: what was judged, and what was timed where it is a record. */
interface Side {
  readonly path: string;
  readonly report: Report;
  readonly series: readonly Series[];
}

function sideOf(path: string): Side {
  const document = documentOf(path);
  if (document !== undefined) return { path, report: document, series: [] };
  return { path, ...readTimed(path) };
}

/** @throws SuiteError USAGE where a side has no samples, and as `readTrust` */
function timedRuns(before: Side, after: Side, o: DiffOptions): TimedRuns {
  const untimed = [before, after].find(({ series }) => series.length === 0);
  if (untimed !== undefined)
    throw suiteError('USAGE', `${untimed.path} has no samples of times`, {
      hint: 'give what rectify measure --record wrote',
    });
  const { environment } = after.report.run;
  const trust = o.selfTested === undefined ? null : readTrust(o.selfTested, environment);
  return { old: before.series, new: after.series, trust };
}

/** Puts NEW in the place of the baseline, in one rename, unless something is worse, gone, or looks slower. */
function update(old: string, now: string, found: Diff): void {
  const { worse, vanished } = found.summary;
  const { speed } = found;
  const cells = speed?.cells.filter(({ verdict }) => verdict === 'unclear') ?? [];
  const slow = cells.filter(({ shifts }) => speed && looksSlower(shifts, speed.demands)).length;
  const counts = Object.entries({ worse, vanished, 'perhaps slower': slow })
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${count} ${name}`);
  // What was judged on fewer inputs would hide from the next diff what this baseline shows.
  const other = (['depth', 'stride'] as const)
    .filter((key) => found.kernels.length > 0 && found.old[key] !== found.new[key])
    .map((key) => `another ${key}`);
  const against = [...counts, ...other];
  if (against.length === 0) {
    const beside = `${old}.new`;
    copyFileSync(now, beside);
    renameSync(beside, old);
  }
  const said = against.length === 0 ? `is now ${now}` : `is kept: ${against.join(', ')}`;
  process.stderr.write(`${plain(`the baseline ${old} ${said}`)}\n`);
}

/**
 * Says what became of conformance, and of speed if asked, from one record, or JSON document, to another.
 * @throws SuiteError RECORD_UNREADABLE, RECORDS_INCOMPARABLE, MACHINE_UNSTEADY, OUTPUT_UNWRITABLE or USAGE
 */
export function diff(old: string, now: string, o: DiffOptions): number {
  if (o.failOn.includes('none') && o.failOn.length > 1)
    throw suiteError('USAGE', '--fail-on none stands with others', { hint: 'give none alone' });
  if (o.selfTested !== undefined && o.speed !== true)
    throw suiteError('USAGE', '--self-tested is about speed', { hint: 'add --speed' });
  const [before, after] = pairVersions(sideOf(old), sideOf(now));
  if (o.update === true && o.speed !== true && before.report.measurements.length > 0)
    throw suiteError('USAGE', `${old} holds times, which --update would replace unseen`, {
      hint: 'add --speed',
    });
  const fails = failsOn(o.failOn);
  const found = diffReports(before.report, after.report, o.speed && timedRuns(before, after, o));
  prepareWriters(
    o.format,
    undefined,
  )((format, options) => renderDiff(format, found, { ...options, fails }));
  if (o.update === true) update(old, now, found);
  return found.changes.some(fails) ? exitCodes.failed : exitCodes.fine;
}
