import type { KernelRequest } from '@rectify/backend';
import { bitsIn, floatTypes, ulpError } from '@rectify/float';
import { oracle } from '@rectify/oracle';
import type { Element } from './element.ts';
import { nearly } from './sweep/greatest.ts';
import { truthAt } from './truth.ts';
import { notePair, type PairSums } from './verdict/pairs.ts';

/** Whether the true result is a number that nobody disputes: not that of a NaN, nor 0 · ∞ where the slope rounds to 0. */
function isMeasured(request: KernelRequest, { x, dy, due }: Element): boolean {
  if (Number.isNaN(x) || Number.isNaN(dy) || Number.isNaN(due)) return false;
  return Number.isFinite(dy) || truthAt(request, x).due !== 0;
}

/** Measures the error of one pair; `isKnown` where the true value is known better than by a double. */
export function measurePair(
  sums: PairSums,
  request: KernelRequest,
  element: Element,
  isKnown: boolean,
): void {
  if (!isMeasured(request, element)) return;
  const { dtype } = request;
  const { x, dy, y, due, ulp } = element;
  sums.tested++;
  if (y !== due) sums.misrounded++;
  // From an infinity a floor is NaN, and nothing is above it but another.
  const isInfinite = ulp === Infinity;
  if (ulp === 0 || !(isInfinite || ulp >= nearly(sums.maxUlp))) return;
  const error = isKnown || isInfinite ? ulp : errorOfPair(request, element);
  notePair(sums, error, { x: bitsIn(dtype, x), dy: bitsIn(dtype, dy) });
}

/** The error in ULP from the oracle's enclosure, exact but for its rounding to a double. */
export function errorOfPair(
  { op, pass, dtype }: KernelRequest,
  { x, dy, y }: Pick<Element, 'x' | 'dy' | 'y'>,
): number {
  const { value } = oracle(op, pass, dtype).enclose(x, dy);
  return ulpError(y, value, floatTypes[dtype].format);
}
