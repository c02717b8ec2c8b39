import { type AnyBits, bitsAt, bitsIn, type DType, floatTypes } from '@rectify/float';
import type { Inputs } from '../inputs/calls.ts';

/** One violation as it was seen; `rank` orders them, greater is the better witness (never −0, which JSON loses). */
export interface Sighting {
  /** Bits, because a number loses the payload of a NaN, and JSON the sign of a zero. */
  readonly xBits: AnyBits;
  readonly dyBits: AnyBits | null;
  readonly gotBits: AnyBits;
  readonly dueBits: AnyBits | null;
  readonly ulp: number | null;
  readonly rank: number;
  readonly note: string | null;
}

/** Violating inputs of one binade (one sign and exponent), as bits. */
export interface BinadeViolations {
  count: number;
  /** Least and greatest magnitude. */
  low: AnyBits;
  high: AnyBits;
  maxUlp: number | null;
}

/** What has been seen of one clause so far. */
export interface Tally {
  tested: number;
  violations: number;
  maxUlp: number | null;
  best: Sighting | null;
  /** Runs of consecutive violating inputs on the grid. */
  intervals: number;
  /** Violations on the grid by sign and exponent, `Line.keyOf`. */
  readonly binades: Map<number, BinadeViolations>;
}

export function newTally(): Tally {
  return { tested: 0, violations: 0, maxUlp: null, best: null, intervals: 0, binades: new Map() };
}

const greater = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.max(a, b);

/** Of equal ranks the least bits of x win, then dy = 1 and the least bits of dy, so that the order of calls does not matter. */
function isBetter(
  a: Pick<Sighting, 'rank' | 'xBits' | 'dyBits'>,
  b: Pick<Sighting, 'rank' | 'xBits' | 'dyBits'>,
): boolean {
  if (a.rank !== b.rank) return a.rank > b.rank;
  if (a.xBits !== b.xBits) return a.xBits < b.xBits;
  return b.dyBits !== null && (a.dyBits === null || a.dyBits < b.dyBits);
}

/** Counts one violation and keeps it as the witness if it is the best. */
function sight(tally: Tally, sighting: Sighting): void {
  tally.violations++;
  tally.maxUlp = greater(tally.maxUlp, sighting.ulp);
  if (tally.best === null || isBetter(sighting, tally.best)) tally.best = sighting;
}

/** What is seen of one element, as numbers. */
export interface Seen {
  readonly got: number;
  readonly due: number | null;
  readonly rank: number;
  readonly note: string | null;
}

/** What is seen at an input of the grid. */
export function sightingOf(
  dtype: DType,
  xBits: AnyBits,
  { got, due, ...rest }: Seen & { readonly ulp: number | null },
): Sighting {
  return {
    xBits,
    dyBits: null,
    gotBits: bitsIn(dtype, got),
    dueBits: due === null ? null : bitsIn(dtype, due),
    ...rest,
  };
}

/** `sight` for element `index` of a call. */
export function sightAt(
  tally: Tally,
  { dtype, x, dy }: Inputs,
  index: number,
  { ulp = null, ...seen }: Seen & { readonly ulp?: number | null },
): void {
  const sighting = sightingOf(dtype, bitsAt(x, index), { ...seen, ulp });
  sight(tally, dy === undefined ? sighting : { ...sighting, dyBits: bitsAt(dy, index) });
}

/**
 * Counts violations on the grid, by binade too. The function says whether one is the best witness so far, which the
 * caller then puts into the tally: of millions of violations few are worth the making of a witness.
 */
export function gridCounter(
  tally: Tally,
  dtype: DType,
  dyBits: AnyBits | null = null,
): (xBits: AnyBits, ulp: number | null, rank: number) => boolean {
  const { keyOf } = floatTypes[dtype].line;
  let key = -1;
  let binade: BinadeViolations | undefined;
  return (xBits, ulp, rank) => {
    tally.violations++;
    if (ulp !== null && ulp > (tally.maxUlp ?? -1)) tally.maxUlp = ulp;
    const own = keyOf(xBits);
    if (key !== own || binade === undefined) {
      key = own;
      binade = tally.binades.get(key);
      if (binade === undefined) {
        binade = { count: 0, low: xBits, high: xBits, maxUlp: null };
        tally.binades.set(key, binade);
      }
    }
    binade.count++;
    if (xBits < binade.low) binade.low = xBits;
    if (xBits > binade.high) binade.high = xBits;
    if (ulp !== null && ulp > (binade.maxUlp ?? -1)) binade.maxUlp = ulp;
    const { best } = tally;
    if (best === null || rank !== best.rank) return best === null || rank > best.rank;
    return isBetter({ rank, xBits, dyBits }, best);
  };
}

function addBinade(tally: Tally, key: number, more: BinadeViolations): void {
  const binade = tally.binades.get(key);
  if (binade === undefined) {
    tally.binades.set(key, { ...more });
    return;
  }
  binade.count += more.count;
  if (more.low < binade.low) binade.low = more.low;
  if (more.high > binade.high) binade.high = more.high;
  binade.maxUlp = greater(binade.maxUlp, more.maxUlp);
}

/** Adds what was seen elsewhere; in any order and grouping the sum is the same. */
export function addTally(tally: Tally, more: Tally): void {
  tally.tested += more.tested;
  tally.violations += more.violations;
  tally.intervals += more.intervals;
  tally.maxUlp = greater(tally.maxUlp, more.maxUlp);
  if (more.best !== null && (tally.best === null || isBetter(more.best, tally.best)))
    tally.best = more.best;
  for (const [key, binade] of more.binades) addBinade(tally, key, binade);
}
