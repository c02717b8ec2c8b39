import type { KernelRequest } from '@rectify/backend';
import { oracle } from '@rectify/oracle';

/** True values of a batch: correctly rounded, and as a double. */
export interface Truth {
  readonly due: Float32Array;
  readonly exact: Float64Array;
}

export function truthOf(
  request: KernelRequest,
  x: Float32Array,
  dy: Float32Array | undefined,
): Truth {
  const due = new Float32Array(x.length);
  const exact = new Float64Array(x.length);
  oracle(request.op, request.pass).fill(x, dy, due, exact);
  return { due, exact };
}

/** The true value at one x, dy = 1. */
export function truthAt(request: KernelRequest, x: number): { due: number; exact: number } {
  const { due, exact } = truthOf(request, Float32Array.of(x), undefined);
  return { due: due[0] ?? NaN, exact: exact[0] ?? NaN };
}

/** Truths of magnitudes with either sign, by place. */
export interface BothTruths {
  readonly positive: Truth;
  readonly negative: Truth;
}

const newSide = (length: number): Truth => ({
  due: new Float32Array(length),
  exact: new Float64Array(length),
});
let scratch: BothTruths = { positive: newSide(0), negative: newSide(0) };

/** The truth of the second half of a symmetric batch, and of its mirror, dy = 1: valid until the next call. */
export function truthOfBoth(request: KernelRequest, x: Float32Array): BothTruths {
  const length = x.length / 2;
  // Arrays are used again: to clear new ones would cost a sweep as much as to judge.
  if (scratch.positive.due.length !== length)
    scratch = { positive: newSide(length), negative: newSide(length) };
  const { positive, negative } = scratch;
  oracle(request.op, request.pass).fillBoth(
    x.subarray(length),
    positive.due,
    positive.exact,
    negative.due,
    negative.exact,
  );
  return scratch;
}
