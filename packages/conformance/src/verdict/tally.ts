import { type AnyBits, type DType, floatTypes } from '@rectify/float';
import { isBetter, type Sighting } from './sighting.ts';

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
  /** What the search after the sample has in these. */
  searched: { readonly tested: number; readonly violations: number };
  maxUlp: number | null;
  best: Sighting | null;
  /** Runs of consecutive violating inputs on the grid. */
  intervals: number;
  /** Violations on the grid by sign and exponent, `Line.keyOf`. */
  readonly binades: Map<number, BinadeViolations>;
}

export function newTally(): Tally {
  return {
    tested: 0,
    violations: 0,
    searched: { tested: 0, violations: 0 },
    maxUlp: null,
    best: null,
    intervals: 0,
    binades: new Map(),
  };
}

const greater = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.max(a, b);

/** Keeps a violation as the witness if it is the best so far. */
export function offer(tally: Tally, sighting: Sighting): void {
  if (tally.best === null || isBetter(sighting, tally.best)) tally.best = sighting;
}

/**
 * Counts violations on the grid, by binade too. Of millions of them few are worth the making of a witness: that is for the
 * caller to offer.
 */
export function gridCounter(
  tally: Tally,
  dtype: DType,
): (xBits: AnyBits, ulp: number | null) => void {
  const { keyOf } = floatTypes[dtype].line;
  let key = -1;
  let binade: BinadeViolations | undefined;
  return (xBits, ulp) => {
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
  };
}

/** Counts one violation beside the grid; it is offered apart. */
export function countViolation(tally: Tally, ulp: number | null = null): void {
  tally.violations++;
  tally.maxUlp = greater(tally.maxUlp, ulp);
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
  tally.searched = {
    tested: tally.searched.tested + more.searched.tested,
    violations: tally.searched.violations + more.searched.violations,
  };
  tally.intervals += more.intervals;
  tally.maxUlp = greater(tally.maxUlp, more.maxUlp);
  if (more.best !== null) offer(tally, more.best);
  for (const [key, binade] of more.binades) addBinade(tally, key, binade);
}
