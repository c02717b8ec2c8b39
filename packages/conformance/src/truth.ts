import type { KernelRequest } from '@rectify/backend';
import { type Values, floatTypes } from '@rectify/float';
import { oracle, wideOracle } from '@rectify/oracle';

/** True values of a batch. */
export interface Truth {
  /** Correctly rounded. */
  readonly due: Values;
  /** As doubles. */
  readonly exact: Float64Array;
  /** What `exact` lacks, in ulps of `due`: for float64, where both are one array. Null where a double is enough. */
  readonly rest: Float64Array | null;
}

function newTruth({ dtype }: KernelRequest, length: number): Truth {
  const due = floatTypes[dtype].arrays.newValues(length);
  return due instanceof Float64Array
    ? { due, exact: due, rest: new Float64Array(length) }
    : { due, exact: new Float64Array(length), rest: null };
}

/** True values of numbers of the request's dtype. */
export function truthOf(request: KernelRequest, x: Values, dy: Values | undefined): Truth {
  const truth = newTruth(request, x.length);
  fill(request, x, dy, truth);
  return truth;
}

function fill(
  { op, pass, dtype }: KernelRequest,
  x: Values,
  dy: Values | undefined,
  { due, exact, rest }: Truth,
): void {
  if (dtype === 'float64')
    wideOracle(op, pass)(
      x as Float64Array,
      dy as Float64Array | undefined,
      due as Float64Array,
      rest as Float64Array,
    );
  else
    oracle(op, pass, dtype).fill(
      x as Float32Array,
      dy as Float32Array | undefined,
      due as Float32Array,
      exact,
    );
}

/** The true value of one element. */
export interface TrueValue {
  readonly due: number;
  readonly exact: number;
  readonly rest: number;
}

/** The true value at one x, dy = 1. */
export function truthAt(request: KernelRequest, x: number): TrueValue {
  const one = floatTypes[request.dtype].arrays.newValues(1).fill(x);
  const { due, exact, rest } = truthOf(request, one, undefined);
  return { due: due[0] ?? NaN, exact: exact[0] ?? NaN, rest: rest?.[0] ?? 0 };
}

/** Truths of magnitudes with either sign, by place. */
export interface BothTruths {
  readonly positive: Truth;
  readonly negative: Truth;
}

let scratch: BothTruths | undefined;

/** The truth of inputs from 0 on, and of their mirrors, dy = 1: valid until the next call. */
export function truthOfBoth(request: KernelRequest, x: Values): BothTruths {
  const { op, pass, dtype } = request;
  // Arrays are used again: to clear new ones would cost a sweep as much as to judge.
  if (
    scratch === undefined ||
    scratch.positive.due.length < x.length ||
    (scratch.positive.rest === null) === (dtype === 'float64')
  )
    scratch = { positive: newTruth(request, x.length), negative: newTruth(request, x.length) };
  const { positive, negative } = scratch;
  if (dtype === 'float64') {
    fill(request, x, undefined, positive);
    fill(
      request,
      x.map((value) => -value),
      undefined,
      negative,
    );
  } else
    oracle(op, pass, dtype).fillBoth(
      x as Float32Array,
      positive.due as Float32Array,
      positive.exact,
      negative.due as Float32Array,
      negative.exact,
    );
  return scratch;
}
