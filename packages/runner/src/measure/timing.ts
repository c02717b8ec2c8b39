import type { Kernel, KernelInputs, MaybePromise } from '@rectify/backend';
import { counted, median } from '@rectify/bench';
import type { Mode, Samples } from '@rectify/record';
import type { Timed, TimeJob } from '../process/protocol.ts';
import { timeLimits } from './bandwidth.ts';
import { clockFault, gaugeClock, nowNs } from './clock.ts';
import { countCollections } from './garbage.ts';
import { cellInputs } from './inputs.ts';
import type { Call } from './sampling.ts';
import { isPromise, sampled, timeCalls } from './sampling.ts';

/** Share of a call above which the loop around it is too much of what is timed. */
const mostOverhead = 0.2;
/** Above this share it is dead code, which the figures show. */
const deadShare = 1 / 1.5;

/** Times one kernel in every mode of the job, with the limits and the empty call beside it. */
export async function timeKernel(kernel: Kernel, job: TimeJob): Promise<Timed> {
  const { cell, minSampleNs } = job;
  const inputs = cellInputs(cell, job.seed);
  await kernel.bind(inputs);
  const calls: Record<Mode, Call> = {
    run: () => kernel.run(),
    roundtrip: () => roundtrip(kernel, inputs),
  };
  if (job.calls !== undefined) return lap(calls, job, job.calls);

  const fault = clockFault(gaugeClock(), minSampleNs);
  if (fault !== null) return { kind: 'untimeable', reason: fault };
  const limits = job.limits ? timeLimits(cell.dtype, cell.length, minSampleNs / 4) : null;
  const firstCall = nowNs();
  const first = kernel.run();
  const isAsync = isPromise(first);
  await first;
  let roughNs = nowNs() - firstCall;
  const empty: Call = isAsync ? async () => undefined : () => undefined;
  const quick = { samples: 3, minSampleNs: minSampleNs / 4, budgetMs: 2, roughNs: 0 };
  // Whatever else runs adds time to a call that does nothing: its least is its cost.
  const emptyNs = Math.min(...(await sampled(empty, quick)).ns);

  const started = performance.now();
  const series: (Samples & { readonly mode: Mode })[] = [];
  const collections = countCollections();
  for (const [i, mode] of job.modes.entries()) {
    const left = job.budgetMs - (performance.now() - started);
    const aim = { ...job, budgetMs: left / (job.modes.length - i), roughNs };
    const { spans, ...taken } = await sampled(calls[mode], aim);
    const { count, ms } = await collections.during(spans.slice(taken.warmup));
    const samples = { ...taken, collections: count, collectingMs: ms };
    series.push({ mode, ...samples });
    roughNs = median(counted(samples));
    const overhead = emptyNs / roughNs;
    if (overhead > mostOverhead && overhead < deadShare) {
      collections.close();
      const reason = `a call of ${Math.round(roughNs)} ns on ${cell.length} elements is too short: the loop is ${Math.round(overhead * 100)} % of it`;
      return { kind: 'untimeable', reason };
    }
  }
  collections.close();
  return { kind: 'timed', series, limits, emptyNs };
}

/** Samples of a kernel that is warm, each of so many calls, without anything beside them. */
async function lap(calls: Record<Mode, Call>, job: TimeJob, perSample: number): Promise<Timed> {
  const series: (Samples & { readonly mode: Mode })[] = [];
  for (const mode of job.modes) {
    const ns: number[] = [];
    for (let i = 0; i < job.samples; i++) ns.push(await timeCalls(calls[mode], perSample));
    const unjudged = { warmup: 0, steady: null, collections: 0, collectingMs: 0 };
    series.push({ mode, ns, calls: perSample, ...unjudged });
  }
  return { kind: 'timed', series, limits: null, emptyNs: 0 };
}

/** bind + run + read, awaiting only what is a promise: a sync kernel pays for no turn of the event loop. */
function roundtrip(kernel: Kernel, inputs: KernelInputs): MaybePromise<unknown> {
  const bound = kernel.bind(inputs);
  if (isPromise(bound)) return bound.then(() => kernel.run()).then(() => kernel.read());
  const ran = kernel.run();
  return isPromise(ran) ? ran.then(() => kernel.read()) : kernel.read();
}
