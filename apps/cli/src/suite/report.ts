import type { BackendEntry, Report } from '@rectify/record';
import { countOutcomes, withCoverage } from '@rectify/record';
import type { Measured, Verified } from '@rectify/runner';

/** The report of what was judged and timed. */
export function reportOfRun(
  run: Report['run'],
  { backends, findings, profiles }: Verified,
  measured: Measured | undefined,
  absent: readonly BackendEntry[],
): Report {
  const { measurements = [], comparisons = [], crossings = [] } = measured ?? {};
  const { growths = [], inputRatios = [], threadRatios = [] } = measured ?? {};
  return {
    schema: 'rectify/report@1',
    run,
    backends: [...backends, ...absent],
    findings: withCoverage(run, findings),
    profiles: withCoverage(run, profiles),
    measurements,
    comparisons,
    crossings,
    growths,
    inputRatios,
    threadRatios,
    refusals: measured?.refusals ?? [],
    failures: measured?.failures ?? [],
    summary: countOutcomes(findings),
  };
}
