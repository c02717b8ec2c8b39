import { bitsOf } from '@rectify/float';
import type { Inputs } from './calls.ts';

/** One violation as it was seen; `rank` orders them, greater is the better witness. */
export interface Sighting {
  /** Bits, because a number loses the payload of a NaN, and JSON the sign of a zero. */
  readonly xBits: number;
  readonly dyBits: number | null;
  readonly gotBits: number;
  readonly dueBits: number | null;
  readonly ulp: number | null;
  readonly rank: number;
  readonly note: string | null;
}

/** Violating inputs of one binade (one sign and exponent), as bits. */
export interface BinadeViolations {
  count: number;
  /** Least and greatest magnitude. */
  low: number;
  high: number;
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
  /** Violations on the grid by sign and exponent, bits >>> 23. */
  readonly binades: Map<number, BinadeViolations>;
}

export function newTally(): Tally {
  return { tested: 0, violations: 0, maxUlp: null, best: null, intervals: 0, binades: new Map() };
}

const greater = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.max(a, b);

/** Of equal ranks the least bits of x win, so that the order of calls does not matter. */
function isBetter(a: Sighting, b: Sighting): boolean {
  return a.rank > b.rank || (a.rank === b.rank && a.xBits < b.xBits);
}

/** Counts one violation and keeps it as the witness if it is the best. */
export function sight(tally: Tally, sighting: Sighting): void {
  tally.violations++;
  tally.maxUlp = greater(tally.maxUlp, sighting.ulp);
  if (tally.best === null || isBetter(sighting, tally.best)) tally.best = sighting;
}

/** Bits of an element. */
function bitsAt(x: Float32Array, index: number): number {
  return new Uint32Array(x.buffer, x.byteOffset, x.length)[index] ?? 0;
}

/** What is seen of one element, as numbers. */
export interface Seen {
  readonly got: number;
  readonly due: number | null;
  readonly rank: number;
  readonly note: string | null;
}

/** The sighting of element `index` of a call. */
export function sightingOf(
  x: Float32Array,
  dy: Float32Array | undefined,
  index: number,
  { got, due, ...rest }: Seen & { readonly ulp: number | null },
): Sighting {
  return {
    xBits: bitsAt(x, index),
    dyBits: dy === undefined ? null : bitsAt(dy, index),
    gotBits: bitsOf(got),
    dueBits: due === null ? null : bitsOf(due),
    ...rest,
  };
}

/** `sight` for element `index` of a call, where no ULP error is measured. */
export function sightAt(tally: Tally, { x, dy }: Inputs, index: number, seen: Seen): void {
  sight(tally, sightingOf(x, dy, index, { ulp: null, ...seen }));
}

/**
 * Counts violations on the grid, by binade too. The function says whether one is the best witness so far, which the
 * caller then puts into the tally: of millions of violations few are worth the making of a witness.
 */
export function gridCounter(
  tally: Tally,
): (xBits: number, ulp: number | null, rank: number) => boolean {
  let key = -1;
  let binade: BinadeViolations | undefined;
  return (xBits, ulp, rank) => {
    tally.violations++;
    if (ulp !== null && ulp > (tally.maxUlp ?? -1)) tally.maxUlp = ulp;
    if (key !== xBits >>> 23 || binade === undefined) {
      key = xBits >>> 23;
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
    return best === null || rank > best.rank || (rank === best.rank && xBits < best.xBits);
  };
}

function addBinade(tally: Tally, key: number, more: BinadeViolations): void {
  const binade = tally.binades.get(key);
  if (binade === undefined) {
    tally.binades.set(key, { ...more });
    return;
  }
  binade.count += more.count;
  binade.low = Math.min(binade.low, more.low);
  binade.high = Math.max(binade.high, more.high);
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
