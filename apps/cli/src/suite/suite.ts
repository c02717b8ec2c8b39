import { suiteError, usualDType } from '@rectify/backend';
import type { RecordFile, Report } from '@rectify/record';
import { exitCodeOf } from '@rectify/record';
import type { Measured, RunEvent, Verified } from '@rectify/runner';
import { environment, measure, verify } from '@rectify/runner';
import { specVersion } from '@rectify/spec';
import type { Invocation } from '../command-row.ts';
import { demandJudged } from '../demand-judged.ts';
import { takeExpectations } from '../expectations/expectations.ts';
import { filesRead } from '../files-read.ts';
import { findBackends } from '../find-backends.ts';
import { prepareOutputs } from '../outputs.ts';
import { openProgress } from '../progress.ts';
import { partsOf, reportOf } from '../read-report.ts';
import { select } from '../selection.ts';
import type { SuiteParts } from './asked.ts';
import { askedOf } from './asked.ts';
import { extentOf } from './extent.ts';
import type { SuiteOptions } from './options.ts';
import { demandOneSeed, settleSeed } from '../seed.ts';
import { demandSameRun, leftIn, openRecording } from './recording.ts';
import { reportOfRun } from './report.ts';
import { sampledText } from './sampled.ts';

function demandRecord({ shard, resume, record }: SuiteOptions): void {
  const flag = shard === undefined ? '--resume' : '--shard';
  if (record === undefined && (shard !== undefined || resume === true))
    throw suiteError('USAGE', `${flag} needs a record`, { hint: `add --record FILE to ${flag}` });
}

/** Says what a whole record holds: there is nothing to go on with. */
function sayAgain(record: RecordFile, write: (report: Report) => void): number {
  const report = reportOf(record);
  write(report);
  demandJudged(report, partsOf(record));
  return exitCodeOf(report, partsOf(record));
}

/**
 * Judges and times, prints the report and returns the exit code.
 * @param names backends as on the command line; none means every one that is installed
 * @throws SuiteError for bad usage, before anything runs
 */
export async function runSuite(
  names: readonly string[],
  o: SuiteOptions,
  parts: SuiteParts,
  invocation: Invocation,
): Promise<number> {
  const began = performance.now();
  const { signal } = invocation;
  const [threads] = o.threads;
  demandRecord(o);
  demandOneSeed(o);
  const selection = select(o);
  // To time every dtype would take minutes: that is for those who ask.
  const timed = {
    ...selection,
    requests: selection.requests.filter(
      ({ dtype }) => o.dtype !== undefined || dtype === usualDType,
    ),
  };
  const expectations = takeExpectations(o);
  const write = prepareOutputs(o.format, o.record, filesRead(names, o.expectations));
  const left = o.record === undefined || o.resume !== true ? undefined : leftIn(o.record);
  const { seed, command } = settleSeed(o.seed, invocation, left?.run.seed);
  const common = { seed, threads, timeoutMs: o.timeout * 1000, signal };
  const progress = openProgress();
  try {
    progress.stage('opening backends');
    const present = await findBackends(names, common);
    const backends = present.refs.map(expectations.known);
    const named = names.length === 0 ? null : present.refs.map(({ id }) => id);
    const depth = parts.judge ? (o.depth ?? 'default') : 'smoke';
    // Samples are judged whole.
    const stride = depth === 'exhaustive' ? (o.stride ?? 1) : 1;
    const level = parts.judge ? (o.level ?? 'should') : 'must';
    const run = {
      command,
      seed: String(seed),
      depth,
      level,
      stride,
      shard: o.shard === undefined ? null : `${o.shard.index}/${o.shard.count}`,
      spec: specVersion,
      started: new Date().toISOString(),
      asked: [askedOf(named, o, parts)],
      environment: environment(threads),
    };
    if (left !== undefined) demandSameRun(o.record ?? '', run, left);
    if (left?.interrupted === false) return sayAgain(left, write);
    const recording = o.record === undefined ? undefined : openRecording(o.record, run, left);
    // Verdicts of some clauses only are no ground for a grade.
    const isGraded = o.clause === undefined;
    const on = (event: RunEvent): void => {
      // Smoke judging before timing is a gate, not a result.
      if (parts.judge || (event.kind !== 'part' && event.kind !== 'judged'))
        recording?.on(event.kind === 'judged' && !isGraded ? { ...event, profile: null } : event);
      progress.on(event);
    };
    progress.stage('judging');
    const judged = await verify({
      ...common,
      ...(parts.judge ? selection : timed),
      onlyOwnDtypes: o.dtype === undefined,
      ownDeviations: o.ownDeviations,
      backends,
      depth,
      level,
      on,
      before: recording?.before,
      ...(o.shard === undefined ? {} : { shard: o.shard }),
      stride,
    });
    const verified: Verified = isGraded ? judged : { ...judged, profiles: [] };
    let measured: Measured | undefined;
    if (parts.time && !verified.interrupted) {
      progress.stage('timing');
      const extent = extentOf(o, parts.judge ? 0 : performance.now() - began);
      measured = await measure({
        ...common,
        ...timed,
        backends: present.refs,
        extent,
        verified,
        timedBefore: recording?.timedBefore,
        on,
      });
    }
    const interrupted = signal.aborted;
    const { absent } = present;
    const shown: Verified = parts.judge
      ? verified
      : { ...verified, findings: [], profiles: [], parts: [] };
    recording?.close({ interrupted, absent, verified: shown, measured });
    const report = reportOfRun({ ...run, interrupted }, shown, measured, absent);
    progress.stop();
    write(report);
    if (!interrupted) process.stderr.write(expectations.write(report));
    process.stderr.write(sampledText(depth, shown.profiles));
    if (o.stride !== undefined && depth !== 'exhaustive')
      process.stderr.write(
        `--stride is of a sweep, --depth exhaustive: all of depth ${depth} was judged\n`,
      );
    if (o.shard !== undefined)
      process.stderr.write(
        `shard ${run.shard} is in ${o.record}: rectify merge joins it with the others\n`,
      );
    demandJudged(report, shown.parts);
    return exitCodeOf(report, shown.parts);
  } finally {
    progress.stop();
  }
}
