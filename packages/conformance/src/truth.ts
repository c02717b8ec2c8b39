import type { KernelRequest } from '@rectify/backend';
import { fromOrdinal } from '@rectify/float';
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

/** The true value at a place of the ordered line, dy = 1. */
export function truthAt(request: KernelRequest, ordinal: number): { due: number; exact: number } {
  const { due, exact } = truthOf(request, Float32Array.of(fromOrdinal(ordinal)), undefined);
  return { due: due[0] ?? NaN, exact: exact[0] ?? NaN };
}
