import { kernelKey, suiteError } from '@rectify/backend';
import { cellKey } from '@rectify/bench';
import type { Report, SourceRun } from '@rectify/record';
import { differingCondition } from '../diff/machine.ts';

/** A record with the file that it came from. */
export interface NamedReport {
  readonly file: string;
  readonly report: Report;
}

export const sourceRuns = (sources: readonly NamedReport[]): readonly SourceRun[] =>
  sources.map(({ file, report }) => ({ file, run: report.run }));

/** What one thing of a report is about, as a key. */
const keysOf = ({ profiles, findings, measurements }: Report): ReadonlySet<string> =>
  new Set([
    ...[...profiles, ...findings].map((one) => `the conformance of ${kernelKey(one)}`),
    ...measurements.map((one) => `the speed of ${one.backend} ${cellKey(one)}`),
  ]);

/**
 * Several records as one report, for tables.
 * @throws SuiteError USAGE where two of them say something of the same
 */
export function joinSources(sources: readonly NamedReport[]): Report {
  const [first] = sources;
  if (first === undefined) throw new Error('no source');
  const said = new Map<string, string>();
  for (const { file, report } of sources)
    for (const key of keysOf(report)) {
      const before = said.get(key);
      if (before !== undefined)
        throw suiteError('USAGE', `${before} and ${file} both say ${key}`, {
          hint: 'give one of them; rectify diff compares the two',
        });
      said.set(key, file);
    }
  const all = sources.map(({ report }) => report);
  const backends = new Map(all.flatMap((one) => one.backends.map((entry) => [entry.id, entry])));
  return {
    ...first.report,
    backends: [...backends.values()],
    findings: all.flatMap(({ findings }) => findings),
    profiles: all.flatMap(({ profiles }) => profiles),
    measurements: all.flatMap(({ measurements }) => measurements),
  };
}

/** Two records that were timed on different machines, as a caution. */
export function machineCautions(sources: readonly NamedReport[]): readonly string[] {
  const [first, ...rest] = sources.filter(({ report }) => report.measurements.length > 0);
  const other = rest.find(
    ({ report }) =>
      first !== undefined &&
      differingCondition(first.report.run.environment, report.run.environment) !== undefined,
  );
  if (first === undefined || other === undefined) return [];
  return [`${first.file} and ${other.file} were timed on different machines`];
}
