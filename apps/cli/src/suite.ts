import { suiteError } from '@rectify/backend';
import type { Extent, Speed } from '@rectify/bench';
import { defaultExtent, quickExtent } from '@rectify/bench';
import type { Report } from '@rectify/report';
import { countOutcomes } from '@rectify/report';
import type { Measured, RunEvent, Verified } from '@rectify/runner';
import { environment, measure, verify } from '@rectify/runner';
import { floatTypes } from '@rectify/float';
import { specVersion } from '@rectify/spec';
import { takeExpectations } from './expectations/expectations.ts';
import type {
  ExpectationOptions,
  FilterOptions,
  JudgeOptions,
  RunOptions,
  ShardOptions,
  TimeOptions,
} from './options.ts';
import { prepareOutputs } from './outputs.ts';
import { findBackends } from './present.ts';
import { openProgress } from './progress.ts';
import { openRecording } from './recording.ts';
import { select } from './selection.ts';

export type SuiteOptions = FilterOptions &
  Partial<JudgeOptions> &
  ShardOptions &
  ExpectationOptions &
  RunOptions &
  TimeOptions;

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

/** Kernels that a shard could not judge; their findings are made when the shards are joined. */
const erred = (verified: Verified): boolean => verified.parts.some(({ error }) => error !== null);

function demandRecord({ shard, resume, record }: SuiteOptions): void {
  const flag = shard === undefined ? '--resume' : '--shard';
  if (record === undefined && (shard !== undefined || resume === true))
    throw suiteError('USAGE', `${flag} needs a record`, { hint: `add --record FILE to ${flag}` });
}

/** The time that judging took comes off that of timing where timing alone was asked for. */
function extentOf(o: TimeOptions, threads: readonly number[], spentMs: number): Extent {
  const usual = o.quick === true ? quickExtent : defaultExtent;
  const { lengths = usual.lengths, inputs = usual.inputs, rounds = usual.rounds } = o;
  // Who asks for more is given more time for it.
  const perRound = (lengths.length / usual.lengths.length) * inputs.length * threads.length;
  const times = perRound * (rounds / usual.rounds);
  const budgetMs = usual.budgetMs * Math.max(1, times);
  return {
    ...usual,
    lengths,
    inputs,
    threads,
    rounds,
    budgetMs: Math.max(budgetMs - spentMs, budgetMs / 4),
  };
}

/** What a report says of speed. */
function speedOf(measured: Measured | undefined): Speed {
  const { measurements = [], comparisons = [], crossings = [] } = measured ?? {};
  const { growths = [], inputRatios = [], threadRatios = [] } = measured ?? {};
  return { measurements, comparisons, crossings, growths, inputRatios, threadRatios };
}

/** The numbers of threads of a run; what is judged is judged with the first. */
export function threadsOf({
  threads,
}: Pick<RunOptions, 'threads'>): readonly [number, ...number[]] {
  const [first = 1, ...rest] = typeof threads === 'number' ? [threads] : threads;
  return [first, ...rest];
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
  const { seed, stride = 1 } = o;
  const threadCounts = threadsOf(o);
  const [threads] = threadCounts;
  const depth = parts.judge ? (o.depth ?? 'default') : 'smoke';
  demandRecord(o);
  const selection = select(o);
  // To time every dtype would take minutes: that is for those who ask.
  const timed = {
    ...selection,
    requests: selection.requests.filter(
      ({ dtype }) => o.dtype !== undefined || dtype === 'float32',
    ),
  };
  const expectations = takeExpectations(o);
  const write = prepareOutputs(o.format, o.record);
  const common = { seed, threads, timeoutMs: o.timeout * 1000, signal };
  const progress = openProgress();
  try {
    progress.stage('opening backends');
    const present = await findBackends(names, common);
    const backends = present.refs.map(expectations.known);
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
      environment: environment(threads),
    };
    const recording =
      o.record === undefined ? undefined : openRecording(o.record, run, o.resume === true);
    // Verdicts of some clauses only are no ground for a grade.
    const graded = o.clause === undefined;
    const on = (event: RunEvent): void => {
      // Smoke judging before timing is a gate, not a result.
      if (parts.judge || event.kind === 'opened') recording?.on(event);
      progress.on(event);
    };
    progress.stage('judging');
    const judged = await verify({
      ...common,
      ...(parts.judge ? selection : timed),
      onlyOwnDtypes: o.dtype === undefined,
      backends,
      depth,
      level,
      on,
      before: recording?.before,
      ...(o.shard === undefined ? {} : { shard: o.shard }),
      stride,
    });
    const verified: Verified = graded ? judged : { ...judged, profiles: [] };
    let measured: Measured | undefined;
    if (parts.time && !verified.interrupted) {
      progress.stage('timing');
      const extent = extentOf(o, threadCounts, parts.judge ? 0 : performance.now() - began);
      measured = await measure({
        ...common,
        ...timed,
        backends: present.refs,
        extent,
        verified,
        on,
      });
    }
    const interrupted = signal.aborted;
    const { absent } = present;
    const shown: Verified = parts.judge
      ? verified
      : { ...verified, findings: [], profiles: [], parts: [] };
    recording?.close({ interrupted, absent, verified: shown, measured });
    const { findings, profiles } = shown;
    const report: Report = {
      schema: 'rectify/report@1',
      run: { ...run, interrupted },
      backends: [...verified.backends, ...absent],
      findings,
      profiles,
      ...speedOf(measured),
      refusals: measured?.refusals ?? [],
      failures: measured?.failures ?? [],
      summary: countOutcomes(findings),
    };
    progress.stop();
    write(report);
    if (!interrupted) process.stderr.write(expectations.write(report));
    if (
      depth === 'exhaustive' &&
      shown.profiles.some(({ dtype }) => floatTypes[dtype].sampling.everyInput === 'never')
    )
      process.stderr.write(
        'float64 has 2⁶⁴ inputs: it was judged on a sample, that of the default depth\n',
      );
    if (o.shard !== undefined)
      process.stderr.write(
        `shard ${run.shard} is in ${o.record}: rectify merge joins it with the others\n`,
      );
    return erred(shown) ? exitCodes.failed : exitCodeOf(report);
  } finally {
    progress.stop();
  }
}
