import { type AnyBits, type DType, formatHex } from '@rectify/float';
import type { PairFigures } from '@rectify/record';

/** Bits of x and of dy. */
export interface PairBits {
  readonly x: AnyBits;
  readonly dy: AnyBits;
}

/** What is known of a vjp kernel on pairs (x, dy), whatever dy. */
export interface PairSums {
  tested: number;
  maxUlp: number;
  /** The pair with the greatest error; that of the least bits of equals. */
  maxUlpAt: PairBits | null;
  misrounded: number;
  /** What the search after the sample has in `tested` and `misrounded`. */
  searched: { readonly tested: number; readonly misrounded: number };
}

export function newPairSums(): PairSums {
  return {
    tested: 0,
    maxUlp: 0,
    maxUlpAt: null,
    misrounded: 0,
    searched: { tested: 0, misrounded: 0 },
  };
}

const isBefore = (a: PairBits, b: PairBits): boolean => a.x < b.x || (a.x === b.x && a.dy < b.dy);

/** Notes an error; of equal ones the least bits are named, so that the order of calls does not matter. */
export function notePair(sums: PairSums, error: number, at: PairBits): void {
  const { maxUlp, maxUlpAt } = sums;
  const isGreater = maxUlpAt === null ? error > 0 : error === maxUlp && isBefore(at, maxUlpAt);
  if (error <= maxUlp && !isGreater) return;
  sums.maxUlp = error;
  sums.maxUlpAt = at;
}

/** Adds what was measured elsewhere; in any order and grouping the sum is the same. */
export function addPairs(sums: PairSums, more: PairSums): void {
  sums.tested += more.tested;
  sums.misrounded += more.misrounded;
  sums.searched = {
    tested: sums.searched.tested + more.searched.tested,
    misrounded: sums.searched.misrounded + more.searched.misrounded,
  };
  if (more.maxUlpAt !== null) notePair(sums, more.maxUlp, more.maxUlpAt);
}

export function pairFigures(dtype: DType, sums: PairSums): PairFigures {
  const { tested, maxUlp, maxUlpAt, misrounded, searched } = sums;
  const hex = (bits: AnyBits): string => formatHex(dtype, bits);
  return {
    tested,
    maxUlp,
    maxUlpAt: maxUlpAt && { x: hex(maxUlpAt.x), dy: hex(maxUlpAt.dy) },
    misrounded,
    ...(searched.tested > 0 ? { searched } : {}),
  };
}
