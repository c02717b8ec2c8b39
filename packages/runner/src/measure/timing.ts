import { floatTypes } from '@rectify/float';
import type { DType, Kernel, MaybePromise, TypedArray } from '@rectify/backend';
import { counted, inputsOfKind, median, steadyFrom, steadyWindow } from '@rectify/bench';
import type { Cell, Mode, Samples } from '@rectify/record';

import { clockFault, gaugeClock, nowNs } from './clock.ts';
import type { TimeSpan } from './garbage.ts';
import { countCollections } from './garbage.ts';

import type { Timed, TimeJob } from '../process/protocol.ts';
import { timeLimits } from './bandwidth.ts';

type Call = () => MaybePromise<unknown>;

interface Aim {
  /** Counted samples to stop at, once they are steady. */
  readonly samples: number;
  readonly minSampleNs: number;
  readonly budgetMs: number;
  /** What a call took before, if that is known: one that takes long is not tried out again. */
  readonly roughNs: number;
}

/** However slow a call is, its cell gets this many samples; and twice a window, where those take no longer than this. */
const leastSamples = 2;
const windowsMs = 20;

/** Distinct inputs before they repeat: too many for a branch predictor to learn. */
const period = 65_536;

/** Share of a call above which the loop around it is too much of what is timed. */
const mostOverhead = 0.2;
/** Above this share it is dead code, which the figures show. */
const deadShare = 1 / 1.5;

/** Times one kernel in every mode of the job, with the limits and the empty call beside it. */
export async function timeKernel(kernel: Kernel, job: TimeJob): Promise<Timed> {
  const { cell, minSampleNs } = job;
  const inputs = inputsOf(cell, job.seed);
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
function roundtrip(
  kernel: Kernel,
  inputs: { readonly x: TypedArray; readonly dy?: TypedArray },
): MaybePromise<unknown> {
  const bound = kernel.bind(inputs);
  if (isPromise(bound)) return bound.then(() => kernel.run()).then(() => kernel.read());
  const ran = kernel.run();
  return isPromise(ran) ? ran.then(() => kernel.read()) : kernel.read();
}

function isPromise(value: unknown): value is Promise<unknown> {
  return value instanceof Object && 'then' in value;
}

/** Nanoseconds per call of calls one after the other; only what is a promise is awaited. */
async function timeCalls(call: Call, calls: number): Promise<number> {
  const started = nowNs();
  for (let i = 0; i < calls; i++) {
    const result = call();
    if (isPromise(result)) await result;
  }
  return (nowNs() - started) / calls;
}

/** Takes samples until enough of them are steady, or the time is over; each with its span of time. */
async function sampled(
  call: Call,
  { samples, minSampleNs, budgetMs, roughNs }: Aim,
): Promise<
  Omit<Samples, 'collections' | 'collectingMs'> & { readonly spans: readonly TimeSpan[] }
> {
  const end = performance.now() + budgetMs;
  const calls = roughNs > (budgetMs * 1e6) / 4 ? 1 : await callsPerSample(call, minSampleNs);
  const ns: number[] = [];
  const spans: TimeSpan[] = [];
  const result = (warmup: number, steady: boolean | null): Awaited<ReturnType<typeof sampled>> => ({
    ns,
    warmup,
    steady,
    calls,
    spans,
  });
  const began = performance.now();
  const isBegun = (): boolean =>
    ns.length < leastSamples ||
    (ns.length < 2 * steadyWindow && performance.now() - began < windowsMs);
  while (isBegun() || performance.now() < end) {
    const at = performance.now();
    ns.push(await timeCalls(call, calls));
    spans.push({ from: at, to: performance.now() });
    // To look costs time that a short call's samples would be spent on: every window is enough.
    if (ns.length < samples || ns.length % steadyWindow > 0) continue;
    const from = steadyFrom(ns);
    if (from !== null && ns.length - from >= samples) return result(from, true);
  }
  if (ns.length < 2 * steadyWindow) return result(0, null);
  const from = steadyFrom(ns);
  return from === null ? result(Math.floor(ns.length / 2), false) : result(from, true);
}

/** How many calls fill a sample. */
async function callsPerSample(call: Call, minSampleNs: number): Promise<number> {
  // The first call is slow for its own reasons and does not count.
  await timeCalls(call, 1);
  for (let calls = 1; ; calls *= 2) {
    const ns = (await timeCalls(call, calls)) * calls;
    if (ns >= minSampleNs) return calls;
    if (ns >= minSampleNs / 4) return Math.ceil((calls * minSampleNs) / ns);
  }
}

/** The inputs of the last cell: a kernel that is timed again and again is given the same. */
let last: { readonly key: string; readonly arrays: ReturnType<typeof inputsOf> } | null = null;

/** The inputs of a cell. */
export function inputsOf(
  { dtype, length, pass, inputs }: Cell,
  seed: number,
): { readonly x: TypedArray; readonly dy?: TypedArray } {
  const key = [dtype, length, pass, inputs, seed].join(' ');
  if (last?.key === key) return last.arrays;
  const x = inputsFor(dtype, length, seed, inputs);
  // The gradient that comes in is of mixed sign whatever x is.
  const arrays = pass === 'vjp' ? { x, dy: inputsFor(dtype, length, seed + 1, 'mixed') } : { x };
  last = { key, arrays };
  return arrays;
}

/** Seeded inputs of a cell, repeated from 65,536 on. */
export function inputsFor(
  dtype: DType,
  length: number,
  seed: number,
  kind: Cell['inputs'],
): TypedArray {
  const values = inputsOfKind(kind, dtype, Math.min(length, period), seed);
  const { make, from } = floatTypes[dtype].arrays;
  const filled = make(length);
  filled.set(from(values));
  for (let done = period; done < length; done *= 2) filled.copyWithin(done, 0, done);
  return filled;
}
