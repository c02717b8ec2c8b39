import type { KernelRequest } from '@rectify/backend';
import { type FloatFormat, floatTypes, type Values } from '@rectify/float';
import { newTrueValues, oracle, type Stretches, type TrueValues } from '@rectify/oracle';
import { ops } from '@rectify/spec';

/** True values of numbers of the request's dtype. */
export function truthOf(
  { op, pass, dtype }: KernelRequest,
  x: Values,
  dy: Values | undefined,
): TrueValues {
  return oracle(op, pass, dtype).fill(x, dy);
}

/** The true value of one element. */
export interface TrueValue {
  readonly due: number;
  readonly exact: number;
  readonly rest: number;
}

/** The true value at one x; dy is 1 unless given. */
export function truthAt(request: KernelRequest, x: number, dy = 1): TrueValue {
  const { newValues } = floatTypes[request.dtype].arrays;
  const upstream = dy === 1 ? undefined : newValues(1).fill(dy);
  const { due, exact, rest } = truthOf(request, newValues(1).fill(x), upstream);
  return { due: due[0] ?? NaN, exact: exact[0] ?? NaN, rest: rest?.[0] ?? 0 };
}

/** How far a true value of a magnitude up to 1 is from it. */
export function belowOne({ due, exact, rest }: TrueValue, format: FloatFormat): number {
  return 1 - Math.abs(exact) - rest * Math.sign(due) * format.ulpOf(due);
}

/** Truths of magnitudes with either sign, by place. */
export interface BothTruths {
  readonly positive: TrueValues;
  readonly negative: TrueValues;
  /** What filled them and compares results with them, where it is not done one by one. */
  readonly stretches: Stretches | null;
}

let scratch: BothTruths | undefined;

/** Rows of polynomials are not worth building for less. */
const leastStretch = 2 ** 10;

/** Whether ascending numbers of float32 are floats in a row. */
function isStretch(x: Values): x is Float32Array {
  if (!(x instanceof Float32Array) || x.length < leastStretch) return false;
  const bits = new Uint32Array(x.buffer, x.byteOffset, x.length);
  return x.length - 1 === bits.at(-1)! - bits[0]!;
}

/** The truth of inputs from 0 on, and of their mirrors, with one dy: valid until the next call. */
export function truthOfBoth({ op, pass, dtype }: KernelRequest, x: Values, dy: number): BothTruths {
  if (isStretch(x)) {
    const stretches = oracle(op, pass, dtype).stretches();
    if (stretches !== undefined) return { ...stretches.fill(x, dy), stretches };
  }
  // Arrays are used again: to clear new ones would cost a sweep as much as to judge.
  if (
    scratch === undefined ||
    scratch.positive.due.length < x.length ||
    scratch.positive.due.constructor !== x.constructor
  )
    scratch = {
      positive: newTrueValues(dtype, x.length),
      negative: newTrueValues(dtype, x.length),
      stretches: null,
    };
  const { fill, fillBoth } = oracle(op, pass, dtype);
  if (dy === 1) {
    fillBoth(x, scratch.positive, scratch.negative);
    return scratch;
  }
  const upstream = floatTypes[dtype].arrays.newValues(x.length).fill(dy);
  const positive = fill(x, upstream, scratch.positive);
  // What is even is computed once.
  if (ops[op][pass].parity === 'even') return { positive, negative: positive, stretches: null };
  const mirrored = x.map((value) => -value);
  return { positive, negative: fill(mirrored, upstream, scratch.negative), stretches: null };
}
