import type { DType } from './dtype.ts';
import { floatTypes } from './dtypes/index.ts';
import { formatHex, parseHex } from './hex.ts';

/** The inputs of one sign and exponent field, as hex bits from the least magnitude to the greatest. */
export interface BinadeEnds {
  readonly low: string;
  readonly high: string;
}

/** The ends of the binade with this key (`Line.keyOf`): of those that are not finite, ∞ alone. */
export function binadeEnds(dtype: DType, key: number): BinadeEnds {
  const { infiniteField, fieldLength, at, bitsOf } = floatTypes[dtype].line;
  const field = key % (infiniteField + 1);
  const bits = (offset: number): string =>
    formatHex(dtype, bitsOf(at(field, offset), key > infiniteField));
  return { low: bits(0), high: bits(field === infiniteField ? 0 : fieldLength - 1) };
}

/** The key of the binade with these ends; undefined where they are not those of one. */
export function binadeKey(dtype: DType, { low, high }: BinadeEnds): number | undefined {
  const bits = parseHex(dtype, low);
  if (bits === undefined) return undefined;
  const key = floatTypes[dtype].line.keyOf(bits);
  const ends = binadeEnds(dtype, key);
  return ends.low === low && ends.high === high ? key : undefined;
}
