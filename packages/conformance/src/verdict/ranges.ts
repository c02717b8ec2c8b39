import { type AnyBits, type DType, formatHex, floatTypes } from '@rectify/float';
import type { ViolatingRange } from '@rectify/record';
import type { BinadeViolations } from './tally.ts';

/** Violations by binade as ranges in order of value; neighbouring binades are joined. */
export function rangesOf(
  dtype: DType,
  binades: ReadonlyMap<number, BinadeViolations>,
): readonly ViolatingRange[] {
  const hex = (bits: AnyBits): string => formatHex(dtype, bits);
  const keys = floatTypes[dtype].line.infiniteField + 1;
  /** Place of a binade (sign and exponent) on the line, so that neighbours differ by one. */
  const placeOf = (key: number): number => (key < keys ? key : keys - 1 - key);
  const ranges: ViolatingRange[] = [];
  let place = NaN;
  for (const [key, { count, low, high, maxUlp }] of [...binades].toSorted(
    ([a], [b]) => placeOf(a) - placeOf(b),
  )) {
    const [first, last] = key < keys ? [low, high] : [high, low];
    const before = ranges.at(-1);
    if (before !== undefined && placeOf(key) === place + 1)
      ranges[ranges.length - 1] = {
        first: before.first,
        last: hex(last),
        count: before.count + count,
        maxUlp: maxUlp === null ? null : Math.max(maxUlp, before.maxUlp ?? 0),
      };
    else ranges.push({ first: hex(first), last: hex(last), count, maxUlp });
    place = placeOf(key);
  }
  return ranges;
}
