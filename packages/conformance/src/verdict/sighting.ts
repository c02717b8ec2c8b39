import { type AnyBits, bitsIn, type DType } from '@rectify/float';
import type { Lane } from '@rectify/record';
import type { Place } from '../inputs/calls.ts';
import { areFinite, strangenessOfPair } from './strangeness.ts';

/**
 * One input, what came back for it and what is due. Bits, because a number loses the payload of a NaN, and JSON the sign of
 * a zero.
 */
export interface Sight {
  readonly xBits: AnyBits;
  /** Null of forward, and for 1 on the grid. */
  readonly dyBits: AnyBits | null;
  readonly gotBits: AnyBits;
  readonly dueBits: AnyBits | null;
  readonly ulp: number | null;
  /** The call in which it shows, once that is known; null where it shows alone. */
  readonly lane: Lane | null;
  /** Where it was seen, if anybody would not know. */
  readonly place?: Place;
}

/** One violation as it was seen. */
export interface Sighting extends Sight {
  /** Of finite inputs the greater is the better witness (never −0, which JSON loses). */
  readonly rank: number;
  /** Of equal ranks the least strange inputs are the better witness. */
  readonly strangeness: number;
  readonly note: string | null;
  /** The other input of a clause about two. */
  readonly other: Sight | null;
  /** How many of the same calls it takes. */
  readonly calls: number;
  /** False once it is known that no command shows it again. */
  readonly reproduces: boolean;
}

/** Beyond so many ULP hardly a bit of a result is right: of such errors only the power of two counts. */
const lost = 2 ** 10;

/** How good a witness an error in ULP makes; without one all are alike. */
export function rankOf(ulp: number | null): number {
  if (ulp === null) return 0;
  return ulp < lost || ulp === Infinity ? ulp : 2 ** Math.floor(Math.log2(ulp));
}

/** Whether a violation at an input may be a better witness than the best, before more of it is made. */
export function mayBeBetter(
  best: Sighting | null,
  rank: number,
  dtype: DType,
  xBits: AnyBits,
  dyBits: AnyBits | null,
): boolean {
  if (best === null) return true;
  if (rank !== best.rank) return rank > best.rank || !areFinite(best.strangeness);
  return strangenessOfPair(dtype, xBits, dyBits) <= best.strangeness;
}

/** By bits; none comes first. */
function comparedBits(a: AnyBits | null, b: AnyBits | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? -1 : 1;
  return a < b ? -1 : 1;
}

/**
 * Whether a violation is the better witness: finite inputs before others, then the rank, then the plainer inputs. It is a
 * total order, so that blocks and shards come to the same witness in any order.
 */
export function isBetter(a: Sighting, b: Sighting): boolean {
  if (areFinite(a.strangeness) !== areFinite(b.strangeness)) return areFinite(a.strangeness);
  if (a.rank !== b.rank) return a.rank > b.rank;
  const order =
    a.strangeness - b.strangeness ||
    comparedBits(a.xBits, b.xBits) ||
    comparedBits(a.dyBits, b.dyBits) ||
    comparedBits(a.other?.xBits ?? null, b.other?.xBits ?? null);
  return order < 0;
}

/** What is said of a violation beside the input. */
export interface Said {
  readonly rank: number;
  readonly note?: string | null;
  readonly other?: Sight | null;
  readonly calls?: number;
}

export function sightingOf(
  dtype: DType,
  sight: Sight,
  { rank, note = null, other = null, calls = 1 }: Said,
): Sighting {
  const strangeness = strangenessOfPair(dtype, sight.xBits, sight.dyBits);
  return { ...sight, rank, strangeness, note, other, calls, reproduces: true };
}

/** What came back for an input, as numbers. */
export interface Result {
  readonly got: number;
  readonly due: number | null;
  readonly ulp: number | null;
}

export function sightOf(
  dtype: DType,
  xBits: AnyBits,
  dyBits: AnyBits | null,
  { got, due, ulp }: Result,
  place?: Place,
): Sight {
  return {
    xBits,
    dyBits,
    gotBits: bitsIn(dtype, got),
    dueBits: due === null ? null : bitsIn(dtype, due),
    ulp,
    lane: null,
    ...(place === undefined ? {} : { place }),
  };
}
