import { median } from '@rectify/bench';

/** How finely and at what cost time can be told here. */
export interface Clock {
  /** Smallest step between two readings that differ, in nanoseconds. */
  readonly stepNs: number;
  /** What a reading costs, in nanoseconds. */
  readonly costNs: number;
}

/** Nanoseconds of a monotonic clock. */
export function nowNs(): number {
  return performance.now() * 1e6;
}

/** Readings are taken in batches, whose median is what one costs when nothing else runs in between. */
const batches = 15;
const readings = 200;

/** Measures the clock by reading it. */
export function gaugeClock(now: () => number = nowNs): Clock {
  let stepNs = Infinity;
  let last = now();
  const costs = Array.from({ length: batches }, () => {
    const began = last;
    for (let i = 0; i < readings || stepNs === Infinity; i++) {
      const next = now();
      if (next > last) stepNs = Math.min(stepNs, next - last);
      last = next;
    }
    return (last - began) / readings;
  });
  return { stepNs, costNs: median(costs) };
}

/** Share of a sample that the clock may be wrong by. */
const tolerated = 0.01;

/** Why samples of this length cannot be told by the clock; null where they can. */
export function clockFault({ stepNs, costNs }: Clock, sampleNs: number): string | null {
  const error = stepNs + costNs;
  return error <= tolerated * sampleNs
    ? null
    : `the clock steps by ${Math.ceil(stepNs)} ns and costs ${Math.ceil(costNs)} ns a reading, over 1 % of a sample of ${Math.round(sampleNs)} ns`;
}
