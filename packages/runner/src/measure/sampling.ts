import type { MaybePromise } from '@rectify/backend';
import { steadyFrom, steadyWindow } from '@rectify/bench';
import type { Samples } from '@rectify/record';
import { nowNs } from './clock.ts';
import type { TimeSpan } from './garbage.ts';

/** What is timed. */
export type Call = () => MaybePromise<unknown>;

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

export function isPromise(value: unknown): value is Promise<unknown> {
  return value instanceof Object && 'then' in value;
}

/** Nanoseconds per call of calls one after the other; only what is a promise is awaited. */
export async function timeCalls(call: Call, calls: number): Promise<number> {
  const started = nowNs();
  for (let i = 0; i < calls; i++) {
    const result = call();
    if (isPromise(result)) await result;
  }
  return (nowNs() - started) / calls;
}

/** Takes samples until enough of them are steady, or the time is over; each with its span of time. */
export async function sampled(
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
