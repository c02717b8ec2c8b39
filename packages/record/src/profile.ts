import { z } from 'zod';
import {
  bits,
  count,
  coverage,
  grade,
  jsonNumber,
  kernelShape,
  origin,
  type TypeOf,
} from './values.ts';

export const binadeSchema = z
  .object({
    low: bits,
    high: bits,
    tested: count,
    maxUlp: jsonNumber,
    meanUlp: jsonNumber,
    /** An upper bound of the 99th percentile: within 1/8 of it, or ½ where 99 % are right to the bit. */
    p99Ulp: jsonNumber,
  })
  .meta({ id: 'Binade' });
/** Errors of the inputs between `low` and `high` (one sign and exponent), dy = 1. */
export interface Binade extends TypeOf<typeof binadeSchema> {}

export const pairsSchema = z
  .object({
    tested: count,
    /** Greatest ULP error (IEEE: flushed results count). */
    maxUlp: jsonNumber,
    /** Its pair. */
    maxUlpAt: z.object({ x: bits, dy: bits }).nullable(),
    misrounded: count,
    /** What of these is of pairs that were looked for because errors are great there. */
    searched: z.object({ tested: count, misrounded: count }).exactOptional(),
  })
  .meta({ id: 'PairFigures' });
/**
 * Errors of a vjp kernel on pairs (x, dy): both signs, every binade, whole significands, subnormal, the greatest and ±∞, but for
 * dy = ±∞ where the derivative rounds to 0.
 */
export interface PairFigures extends TypeOf<typeof pairsSchema> {}

const searchedSchema = z
  .object({ tested: count, misrounded: count, overOneUlp: count })
  .meta({ id: 'SearchedFigures' });
/** What the search after the sample has in figures of a profile. */
export interface SearchedFigures extends TypeOf<typeof searchedSchema> {}

export const profileSchema = z
  .object({
    ...kernelShape,
    origin,
    tested: count,
    /** Which inputs it is of: all, or a sample, of which the greatest error is a lower bound. */
    coverage: coverage.exactOptional(),
    /** Greatest ULP error (IEEE: flushed results count). */
    maxUlp: jsonNumber,
    /** Its input. */
    maxUlpAt: bits.nullable(),
    /** The same with flushing forgiven, where the kernel flushes: see `flushes`. */
    maxUlpForgiven: jsonNumber,
    /** Mean of the signed error in ULP: the bias. */
    meanUlp: jsonNumber,
    misrounded: count,
    overOneUlp: count,
    /**
     * What of `tested`, `misrounded` and `overOneUlp` is of inputs that were looked for because errors are great there: shares
     * are those of the rest, and so are means, percentiles and the counts of binades. Only where a sample was judged.
     */
    searched: searchedSchema.exactOptional(),
    flushes: z.object({ inputs: z.boolean(), results: z.boolean() }),
    grade,
    /** Wall milliseconds: in the kernel with its transport, and in oracle and judges. */
    cost: z.object({ kernelMs: z.number(), judgeMs: z.number() }),
    /** Of vjp: all other figures are of dy = 1. */
    pairs: pairsSchema.optional(),
    binades: z.array(binadeSchema).readonly(),
  })
  .meta({ id: 'Profile' });
/** What was measured of one kernel's accuracy, kept on success too. */
export interface Profile extends TypeOf<typeof profileSchema> {}
