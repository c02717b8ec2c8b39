import { type DType, dtypes, type FloatFormat, floatTypes } from '@rectify/float';
import type { TrueValues } from '@rectify/oracle';
import { nearly } from './greatest.ts';

/**
 * 1 / ulp of each dtype by the exponent field of a float32; ∞ and NaN get any, as errors against them are found by another
 * way.
 */
export const perUlps: ReadonlyMap<DType, Float64Array> = new Map(
  dtypes.map((dtype) => [
    dtype,
    Float64Array.from({ length: 256 }, (_, field) =>
      field === 255 ? 1 : 1 / floatTypes[dtype].format.ulpOf(2 ** (field - 127)),
    ),
  ]),
);

/** Sums over the results of a run of places that are right to the bit. */
export interface Matched {
  readonly max: number;
  readonly absolute: number;
  readonly signed: number;
}

/** Adds the errors of correctly rounded results: the inner loop of a sweep. */
function addErrors(
  { due, exact, rest }: TrueValues,
  perUlp: Float64Array,
  start: number,
  end: number,
  sums: { -readonly [K in keyof Matched]: Matched[K] },
): void {
  if (rest !== null) {
    for (let place = start; place < end; place++) {
      const size = Math.abs(rest[place]!);
      if (size > sums.max) sums.max = size;
      sums.absolute += size;
      sums.signed -= rest[place]!;
    }
    return;
  }
  const dueBits = new Int32Array(due.buffer, due.byteOffset, due.length);
  let { max, absolute, signed } = sums;
  for (let place = start; place < end; place++) {
    const error = (due[place]! - exact[place]!) * perUlp[(dueBits[place]! >>> 23) & 255]!;
    const size = Math.abs(error);
    if (size > max) max = size;
    absolute += size;
    signed += error;
  }
  sums.max = max;
  sums.absolute = absolute;
  sums.signed = signed;
}

export const noneMatched: Matched = { max: 0, absolute: 0, signed: 0 };

/** Measures what is right to the bit from `start` to `end`: all but the suspects. */
export function measureMatched(
  truth: TrueValues,
  perUlp: Float64Array,
  start: number,
  end: number,
  suspects: Uint32Array,
): Matched {
  const sums = { max: 0, absolute: 0, signed: 0 };
  let from = start;
  for (const place of suspects) {
    addErrors(truth, perUlp, from, place, sums);
    from = place + 1;
  }
  addErrors(truth, perUlp, from, end, sums);
  return sums;
}

/** Places from `start` to `end` whose errors may be the greatest, `max` by the double; one of them where doubt cannot matter. */
export function nearPlaces(
  { due, exact, rest }: TrueValues,
  { ulpOf }: FloatFormat,
  start: number,
  end: number,
  max: number,
): Uint32Array {
  const floor = nearly(max);
  const near: number[] = [];
  for (let place = start; place < end; place++) {
    const lacking = rest === null ? 0 : rest[place]!;
    const size = Math.abs((due[place]! - exact[place]!) / ulpOf(due[place]!) - lacking);
    if (size < floor) continue;
    near.push(place);
    if (floor === max) break;
  }
  return Uint32Array.from(near);
}
