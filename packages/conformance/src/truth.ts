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

/**
 * The truth of a symmetric batch, dy = 1. Odd and even functions are computed for one half and mirrored: the oracle is
 * what a sweep spends its time on.
 */
export function truthOfMirrored(request: KernelRequest, x: Float32Array): Truth {
  const odd = request.op === 'tanh' && request.pass === 'forward';
  const even = request.op !== 'relu' && request.pass === 'vjp';
  if (!odd && !even) return truthOf(request, x, undefined);
  const half = x.length / 2;
  const due = new Float32Array(x.length);
  const exact = new Float64Array(x.length);
  const truth = oracle(request.op, request.pass);
  truth.fill(x.subarray(half), undefined, due.subarray(half), exact.subarray(half));
  const sign = odd ? -1 : 1;
  for (let index = 0; index < half; index++) {
    due[index] = sign * (due[x.length - 1 - index] ?? NaN);
    exact[index] = sign * (exact[x.length - 1 - index] ?? NaN);
  }
  return { due, exact };
}
