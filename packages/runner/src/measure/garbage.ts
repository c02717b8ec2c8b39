import { PerformanceObserver } from 'node:perf_hooks';

/** Of the time of `performance.now()`. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** Collections of garbage in this process since it was opened. */
export interface CollectionCounter {
  /** Collections that began in one of the spans, and their milliseconds. Waits for them to be reported. */
  during(spans: readonly TimeSpan[]): Promise<{ readonly count: number; readonly ms: number }>;
  close(): void;
}

export function countCollections(): CollectionCounter {
  const seen: { readonly startTime: number; readonly duration: number }[] = [];
  const observer = new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) seen.push({ startTime, duration });
  });
  observer.observe({ entryTypes: ['gc'] });
  return {
    async during(spans) {
      // Node queues the entries of collections in a later turn of the event loop, and reports them in one after that.
      for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
      const within = seen.filter(({ startTime }) =>
        spans.some(({ from, to }) => startTime >= from && startTime < to),
      );
      return { count: within.length, ms: within.reduce((sum, { duration }) => sum + duration, 0) };
    },
    close: () => observer.disconnect(),
  };
}
