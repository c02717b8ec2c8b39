import { defaultExtent, quickExtent } from '@rectify/bench';
import type { Report } from '@rectify/report';
import { countOutcomes } from '@rectify/report';
import type { Measured, RecordWriter, RunEvent } from '@rectify/runner';
import { environment, measure, openRecord, verify } from '@rectify/runner';
import { specVersion } from '@rectify/spec';
import type { FilterOptions, JudgeOptions, RunOptions, TimeOptions } from './options.ts';
import { prepareOutputs } from './outputs.ts';
import { findBackends } from './present.ts';
import { openProgress } from './progress.ts';
import { select } from './selection.ts';

export type SuiteOptions = FilterOptions & Partial<JudgeOptions> & RunOptions & TimeOptions;

/** Which parts of the suite run: the judges' findings are the result only where they were asked for. */
export interface Parts {
  readonly judge: boolean;
  readonly time: boolean;
}

/** Exit codes of the command line. */
export const exitCodes = { fine: 0, failed: 1, usage: 2, interrupted: 130 } as const;

export function exitCodeOf({ run, summary, refusals, failures }: Report): number {
  if (run.interrupted) return exitCodes.interrupted;
  const bad = summary.fail + summary.stale + summary.error + refusals.length + failures.length;
  return bad > 0 ? exitCodes.failed : exitCodes.fine;
}

/** Writes what a run finds as it finds it. */
function recordJudged(record: RecordWriter | undefined, event: RunEvent, graded: boolean): void {
  if (event.kind !== 'judged') return;
  for (const finding of event.findings) record?.append({ kind: 'finding', finding });
  if (graded && event.profile !== null) record?.append({ kind: 'profile', profile: event.profile });
}

function recordMeasured(record: RecordWriter | undefined, measured: Measured): void {
  for (const measurement of measured.measurements)
    record?.append({ kind: 'measurement', measurement });
  for (const refusal of measured.refusals) record?.append({ kind: 'refusal', refusal });
}

/** The time that judging took comes off that of timing where timing alone was asked for. */
function extentOf(o: TimeOptions, spentMs: number): typeof defaultExtent {
  const extent = o.quick === true ? quickExtent : defaultExtent;
  return { ...extent, budgetMs: Math.max(extent.budgetMs - spentMs, extent.budgetMs / 4) };
}

/**
 * Judges and times, prints the report and returns the exit code.
 * @param names backends as on the command line; none means every one that is installed
 * @throws SuiteError for bad usage, before anything runs
 */
export async function runSuite(
  names: readonly string[],
  o: SuiteOptions,
  parts: Parts,
  context: { readonly command: string; readonly signal: AbortSignal },
): Promise<number> {
  const began = performance.now();
  const { command, signal } = context;
  const { seed, threads } = o;
  const depth = parts.judge ? (o.depth ?? 'default') : 'smoke';
  const selection = select(o);
  const write = prepareOutputs(o.format, o.record);
  const common = { seed, threads, timeoutMs: o.timeout * 1000, signal };
  const progress = openProgress();
  try {
    progress.stage('opening backends');
    const present = await findBackends(names, common);
    const run = {
      command,
      seed: String(seed),
      depth,
      spec: specVersion,
      started: new Date().toISOString(),
      environment: environment(threads),
    };
    const record = o.record === undefined ? undefined : openRecord(o.record, run);
    for (const backend of present.absent) record?.append({ kind: 'backend', backend });
    // Verdicts of some clauses only are no ground for a grade.
    const graded = o.clause === undefined;
    const on = (event: RunEvent): void => {
      if (event.kind === 'opened') record?.append({ kind: 'backend', backend: event.backend });
      // Smoke judging before timing is a gate, not a result.
      if (parts.judge) recordJudged(record, event, graded);
      progress.on(event);
    };
    progress.stage('judging');
    const level = parts.judge ? (o.level ?? 'should') : 'must';
    const verified = await verify({
      ...common,
      ...selection,
      backends: present.refs,
      depth,
      level,
      on,
    });
    let measured: Measured | undefined;
    if (parts.time && !verified.interrupted) {
      progress.stage('timing');
      const extent = extentOf(o, parts.judge ? 0 : performance.now() - began);
      measured = await measure({
        ...common,
        ...selection,
        backends: present.refs,
        extent,
        verified,
        on,
      });
      recordMeasured(record, measured);
    }
    const interrupted = signal.aborted;
    record?.close({ interrupted });
    const findings = parts.judge ? verified.findings : [];
    const report: Report = {
      schema: 'rectify/report@1',
      run: { ...run, interrupted },
      backends: [...verified.backends, ...present.absent],
      findings,
      profiles: parts.judge && graded ? verified.profiles : [],
      measurements: measured?.measurements ?? [],
      comparisons: measured?.comparisons ?? [],
      refusals: measured?.refusals ?? [],
      failures: measured?.failures ?? [],
      summary: countOutcomes(findings),
    };
    progress.stop();
    write(report);
    return exitCodeOf(report);
  } finally {
    progress.stop();
  }
}
