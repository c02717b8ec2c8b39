import { Bench, hrtimeNowTimestampProvider } from 'tinybench';
import type { DType, Kernel, MaybePromise, TypedArray } from '@rectify/backend';
import type { Mode } from '@rectify/bench';
import { median, normals } from '@rectify/bench';
import { codecs } from '@rectify/float';
import { newArray } from './describe.ts';
import type { Timed, TimeJob } from './protocol.ts';

type Call = () => MaybePromise<unknown>;

interface Aim {
  /** Most samples. */
  readonly samples: number;
  readonly minSampleNs: number;
  readonly budgetMs: number;
  /** What a call took before, if that is known: one that takes long is not tried out again. */
  readonly roughNs?: number;
}

/** However slow a call is, its cell gets this many samples. */
const leastSamples = 2;

/** Distinct inputs before they repeat: too many for a branch predictor to learn. */
const period = 65_536;

/** Times one kernel in every mode of the job, with the copy and the empty call beside it. */
export async function timeKernel(kernel: Kernel, job: TimeJob): Promise<Timed> {
  const { cell, samples, minSampleNs } = job;
  const started = performance.now();
  const x = inputsFor(cell.dtype, cell.length, job.seed);
  const inputs =
    cell.pass === 'vjp' ? { x, dy: inputsFor(cell.dtype, cell.length, job.seed + 1) } : { x };
  const target = newArray(cell.dtype, cell.length);
  const copies = await sampled(() => target.set(x), { samples: 5, minSampleNs, budgetMs: 30 });

  await kernel.bind(inputs);
  const firstCall = performance.now();
  const first = kernel.run();
  const isAsync = isPromise(first);
  await first;
  let roughNs = (performance.now() - firstCall) * 1e6;
  const empty: Call = isAsync ? async () => undefined : () => undefined;
  const empties = await sampled(empty, { samples: 3, minSampleNs: minSampleNs / 4, budgetMs: 5 });

  const calls: Record<Mode, Call> = {
    run: () => kernel.run(),
    roundtrip: () => roundtrip(kernel, inputs),
  };
  const series: { mode: Mode; ns: readonly number[] }[] = [];
  for (const [i, mode] of job.modes.entries()) {
    const left = job.budgetMs - (performance.now() - started);
    const aim = { samples, minSampleNs, budgetMs: left / (job.modes.length - i), roughNs };
    const ns = await sampled(calls[mode], aim);
    series.push({ mode, ns });
    roughNs = median(ns);
  }
  return { kind: 'timed', series, copyNs: median(copies), emptyNs: median(empties) };
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

/** Calls one after the other; only what is a promise is awaited. */
async function repeat(call: Call, calls: number): Promise<void> {
  for (let i = 0; i < calls; i++) {
    const result = call();
    if (isPromise(result)) await result;
  }
}

/** Nanoseconds per call, one for each sample: as many as the time allows, at most `aim.samples`. */
async function sampled(call: Call, aim: Aim): Promise<readonly number[]> {
  const started = performance.now();
  const { calls, ns } = await callsPerSample(call, aim);
  const left = aim.budgetMs - (performance.now() - started);
  const sampleMs = ns / 1e6;
  const warmupTime = Math.min(20, left / 8);
  const affordable = Math.floor((left - warmupTime) / sampleMs);
  const bench = new Bench({
    iterations: Math.min(aim.samples, Math.max(leastSamples, affordable)),
    time: 0,
    warmup: sampleMs < warmupTime,
    warmupTime,
    warmupIterations: 1,
    retainSamples: true,
    throws: true,
    timestampProvider: hrtimeNowTimestampProvider,
  });
  // Samples that the clock cannot tell apart are no measurement.
  bench.addEventListener('warning', ({ reason }) => {
    throw new Error(`the clock is too coarse for this kernel (${reason ?? 'saturated'})`);
  });
  bench.add('kernel', async () => repeat(call, calls), { async: true });
  const [task] = await bench.run();
  const samples = task !== undefined && 'latency' in task.result ? task.result.latency.samples : [];
  return (samples ?? []).map((ms) => (ms * 1e6) / calls);
}

/** How many calls fill a sample, and how long they take together. */
async function callsPerSample(
  call: Call,
  { minSampleNs, budgetMs, roughNs = 0 }: Aim,
): Promise<{ readonly calls: number; readonly ns: number }> {
  if (roughNs > Math.max(minSampleNs, (budgetMs * 1e6) / 8)) return { calls: 1, ns: roughNs };
  // The first call is slow for its own reasons and does not count.
  await repeat(call, 1);
  for (let calls = 1; ; calls *= 2) {
    const started = performance.now();
    await repeat(call, calls);
    const ns = (performance.now() - started) * 1e6;
    if (ns >= minSampleNs) return { calls, ns };
    if (ns >= minSampleNs / 4)
      return { calls: Math.ceil((calls * minSampleNs) / ns), ns: minSampleNs };
  }
}

/** Seeded inputs of a cell, repeated from 65,536 on. */
export function inputsFor(dtype: DType, length: number, seed: number): TypedArray {
  const values = normals(Math.min(length, period), seed);
  const filled = newArray(dtype, length);
  // Arrays of the 16-bit dtypes hold bits.
  if (dtype === 'float16' || dtype === 'bfloat16')
    filled.set(values.map((value) => codecs[dtype].encode(value)));
  else filled.set(values);
  for (let done = period; done < length; done *= 2) filled.copyWithin(done, 0, done);
  return filled;
}
