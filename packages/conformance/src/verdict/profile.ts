import type { KernelRequest } from '@rectify/backend';
import { type AnyBits, binadeEnds, type DType, formatHex, fromBits } from '@rectify/float';
import type { Profile, SearchedFigures } from '@rectify/record';
import { addPairs, newPairSums, pairFigures, type PairSums } from './pairs.ts';

/** Errors of one binade of inputs (one sign and exponent). Sums are integers, in units of 2⁻²⁰ ULP, so that they add up the same in any order. */
export interface BinadeErrors {
  tested: number;
  max: number;
  /** The greatest that the search after the sample saw; it is in nothing else. */
  searched: number;
  absolute: bigint;
  signed: bigint;
  /** Errors that are not finite; they are in no sum. */
  infinite: number;
  /** How many results that are not right to the bit, by the top 12 bits of their error as a float32. */
  readonly histogram: Map<number, number>;
}

/** What the profile of a kernel is made from: all but `pairs` is of dy = 1. */
export interface ProfileSums {
  readonly binades: Map<number, BinadeErrors>;
  tested: number;
  maxUlp: number;
  /** Bits of the input with the greatest error; the least of equals. */
  maxUlpBits: AnyBits | null;
  /** The greatest error that neither flushing of inputs nor that of results explains. */
  maxUlpForgiven: number;
  /** The greatest that each of the two explains, by the double of the true value. */
  maxUlpFlushedInput: number;
  maxUlpFlushedResult: number;
  misrounded: number;
  overOneUlp: number;
  /** What the search after the sample has in `tested`, `misrounded` and `overOneUlp`. */
  searched: SearchedFigures;
  /** Subnormal inputs where taking them for zero would show, and those where it does. */
  subnormalInputs: number;
  flushedInputs: number;
  /** Subnormal results of inputs that are not, and those that came back as zero. */
  subnormalResults: number;
  flushedResults: number;
  /** None of forward. */
  readonly pairs: PairSums;
}

export function newProfileSums(): ProfileSums {
  return {
    binades: new Map(),
    tested: 0,
    maxUlp: 0,
    maxUlpBits: null,
    maxUlpForgiven: 0,
    maxUlpFlushedInput: 0,
    maxUlpFlushedResult: 0,
    misrounded: 0,
    overOneUlp: 0,
    searched: { tested: 0, misrounded: 0, overOneUlp: 0 },
    subnormalInputs: 0,
    flushedInputs: 0,
    subnormalResults: 0,
    flushedResults: 0,
    pairs: newPairSums(),
  };
}

const unit = 2 ** 20;

/** A sum in units of 2⁻²⁰. Errors of float64 may add up to more than a double: then to the greatest. */
export function toUnits(sum: number): bigint {
  const units = Math.round(sum * unit);
  return BigInt(Math.max(-Number.MAX_VALUE, Math.min(units, Number.MAX_VALUE)));
}

/** Notes an error; of equal ones the least bits are named, so that the order of calls does not matter. */
export function noteMax(sums: ProfileSums, error: number, bits: AnyBits): void {
  if (
    error > sums.maxUlp ||
    (error === sums.maxUlp && error > 0 && bits < (sums.maxUlpBits ?? 0))
  ) {
    sums.maxUlp = error;
    sums.maxUlpBits = bits;
  }
}

/** Adds to the errors of a binade. */
export function addBinadeErrors(sums: ProfileSums, key: number, more: BinadeErrors): void {
  const binade = sums.binades.get(key);
  if (binade === undefined) {
    sums.binades.set(key, { ...more, histogram: new Map(more.histogram) });
    return;
  }
  binade.tested += more.tested;
  binade.max = Math.max(binade.max, more.max);
  binade.searched = Math.max(binade.searched, more.searched);
  binade.absolute += more.absolute;
  binade.signed += more.signed;
  binade.infinite += more.infinite;
  for (const [bucket, count] of more.histogram)
    binade.histogram.set(bucket, (binade.histogram.get(bucket) ?? 0) + count);
}

/** Adds what was measured elsewhere; in any order and grouping the sum is the same. */
export function addProfile(sums: ProfileSums, more: ProfileSums): void {
  for (const [key, binade] of more.binades) addBinadeErrors(sums, key, binade);
  sums.tested += more.tested;
  if (more.maxUlpBits !== null) noteMax(sums, more.maxUlp, more.maxUlpBits);
  sums.maxUlpForgiven = Math.max(sums.maxUlpForgiven, more.maxUlpForgiven);
  sums.maxUlpFlushedInput = Math.max(sums.maxUlpFlushedInput, more.maxUlpFlushedInput);
  sums.maxUlpFlushedResult = Math.max(sums.maxUlpFlushedResult, more.maxUlpFlushedResult);
  sums.misrounded += more.misrounded;
  sums.overOneUlp += more.overOneUlp;
  sums.searched = {
    tested: sums.searched.tested + more.searched.tested,
    misrounded: sums.searched.misrounded + more.searched.misrounded,
    overOneUlp: sums.searched.overOneUlp + more.searched.overOneUlp,
  };
  sums.subnormalInputs += more.subnormalInputs;
  sums.flushedInputs += more.flushedInputs;
  sums.subnormalResults += more.subnormalResults;
  sums.flushedResults += more.flushedResults;
  addPairs(sums.pairs, more.pairs);
}

const mean = (sum: bigint, infinite: number, count: number): number =>
  infinite > 0 ? Infinity : Number(sum) / unit / Math.max(1, count);

/** An upper bound of the 99th percentile: the end of the bucket that it is in, or ½ where 99 % are right to the bit. */
function p99({ histogram, tested, max }: BinadeErrors): number {
  let above = tested - Math.ceil(tested * 0.99);
  for (const [bucket, count] of [...histogram].toSorted(([a], [b]) => b - a)) {
    if (above < count)
      return Math.min(max, bucket >= 0x7f8 ? Infinity : fromBits((bucket + 1) * 2 ** 20));
    above -= count;
  }
  return Math.min(max, 0.5);
}

/** The greatest error with flushing forgiven where the kernel flushes: a 0 may have another cause, as an exp that overflows. */
function forgivenOf(sums: ProfileSums, flushes: Profile['flushes']): number {
  const { maxUlp, maxUlpForgiven, maxUlpFlushedInput, maxUlpFlushedResult } = sums;
  const input = flushes.inputs ? 0 : maxUlpFlushedInput;
  const result = flushes.results ? 0 : maxUlpFlushedResult;
  const other = Math.max(input, result);
  if (other <= maxUlpForgiven) return maxUlpForgiven;
  // Where that is the greatest of all it is known better.
  return other >= Math.max(maxUlpFlushedInput, maxUlpFlushedResult) ? maxUlp : other;
}

/** The figures of a profile: what it says but for whose it is, and what only the host knows. */
export type ProfileFigures = Omit<
  Profile,
  keyof KernelRequest | 'backend' | 'origin' | 'grade' | 'cost'
>;

/** The profile's figures from the sums. */
export function profileFigures(dtype: DType, sums: ProfileSums): ProfileFigures {
  const binades = [...sums.binades].toSorted(([a], [b]) => a - b);
  const total = { signed: 0n, infinite: 0, tested: 0 };
  for (const [, { signed, infinite, tested }] of binades) {
    total.signed += signed;
    total.infinite += infinite;
    total.tested += tested;
  }
  const flushes = {
    inputs: sums.subnormalInputs > 0 && sums.flushedInputs === sums.subnormalInputs,
    results: sums.subnormalResults > 0 && sums.flushedResults === sums.subnormalResults,
  };
  return {
    tested: sums.tested,
    maxUlp: sums.maxUlp,
    maxUlpAt: sums.maxUlpBits === null ? null : formatHex(dtype, sums.maxUlpBits),
    maxUlpForgiven: forgivenOf(sums, flushes),
    meanUlp: mean(total.signed, total.infinite, total.tested),
    misrounded: sums.misrounded,
    overOneUlp: sums.overOneUlp,
    ...(sums.searched.tested > 0 ? { searched: sums.searched } : {}),
    flushes,
    ...(sums.pairs.tested > 0 ? { pairs: pairFigures(dtype, sums.pairs) } : {}),
    binades: binades.map(([key, binade]) => ({
      ...binadeEnds(dtype, key),
      tested: binade.tested,
      maxUlp: Math.max(binade.max, binade.searched),
      meanUlp: mean(binade.absolute, binade.infinite, binade.tested),
      p99Ulp: p99(binade),
    })),
  };
}
