import type { DType } from '@rectify/backend';
import { median } from '@rectify/bench';
import { floatTypes } from '@rectify/float';
import type { Limits } from '@rectify/record';
import { nowNs } from './clock.ts';

const samples = 5;

/** Nanoseconds of an action, of samples that last at least so long each. */
function timed(action: () => unknown, minSampleNs: number): readonly number[] {
  const once = (calls: number): number => {
    const started = nowNs();
    for (let i = 0; i < calls; i++) action();
    return (nowNs() - started) / calls;
  };
  let calls = 1;
  // The first calls touch memory that was never used.
  once(2);
  while (once(calls) * calls < minSampleNs) calls *= 2;
  return Array.from({ length: samples }, () => once(calls));
}

/** Times what no kernel can beat: a copy, a fill and a read of one array of this dtype and length. */
export function timeLimits(dtype: DType, length: number, minSampleNs: number): Limits {
  const source = floatTypes[dtype].arrays.make(length).fill(1);
  const target = floatTypes[dtype].arrays.make(length);
  const bytes = Buffer.from(source.buffer);
  // A byte that no dtype's 1 contains, so that all of the memory is searched.
  const absent = 0x55;
  const least = (searched: Buffer): number =>
    Math.min(...timed(() => searched.indexOf(absent), minSampleNs));
  return {
    copyNs: median(timed(() => target.set(source), minSampleNs)),
    fillNs: median(timed(() => target.fill(1), minSampleNs)),
    // Nothing is to be faster, so that neither the call nor what else runs here may add to it.
    readNs: Math.max(0, least(bytes) - least(bytes.subarray(0, 1))),
  };
}
