import { suiteError } from '@rectify/backend';
import type { Report, Series } from '@rectify/record';
import { parseReport, withCoverage } from '@rectify/record';
import type { TimedRuns } from '@rectify/report';
import { textOfFile } from '@rectify/runner';
import { readTrust } from '../comparison/self-tested.ts';
import { readTimed } from '../read-report.ts';

/** One side of a diff: what was judged, and what was timed where it is a record. */
export interface DiffSide {
  readonly path: string;
  readonly report: Report;
  readonly series: readonly Series[];
}

/** What a record or document holds. @throws SuiteError RECORD_UNREADABLE */
export function sideOf(path: string): DiffSide {
  const document = parseReport(path, textOfFile(path));
  if (document !== undefined) {
    const { run, findings, profiles } = document;
    // Older documents do not say it.
    const covered = {
      findings: withCoverage(run, findings),
      profiles: withCoverage(run, profiles),
    };
    return { path, report: { ...document, ...covered }, series: [] };
  }
  return { path, ...readTimed(path) };
}

/**
 * The times of both sides.
 * @param selfTested the file of a self-test, if any
 * @throws SuiteError USAGE where a side has no samples, and as `readTrust`
 */
export function timedRuns(
  before: DiffSide,
  after: DiffSide,
  selfTested: string | undefined,
): TimedRuns {
  const untimed = [before, after].find(({ series }) => series.length === 0);
  if (untimed !== undefined)
    throw suiteError('USAGE', `${untimed.path} has no samples of times`, {
      hint: 'give what rectify measure --record wrote',
    });
  const { environment } = after.report.run;
  const trust = selfTested === undefined ? null : readTrust(selfTested, environment);
  return { old: before.series, new: after.series, trust };
}
