import type { Location } from '@rectify/backend';
import { z } from 'zod';
import { exactly } from './exactly.ts';
import {
  bits,
  count,
  coverage,
  jsonNumber,
  kernelShape,
  level,
  lister,
  origin,
  outcome,
  type TypeOf,
  verdict,
} from './values.ts';

const elementSchema = z.object({ index: count, x: bits, dy: bits.nullable() });

/** The call and the place in it where a violation shows; `offset` elements lie before the call in its buffer. */
export const laneSchema = z.object({
  length: count,
  index: count,
  offset: count,
  /** Elements of the call that are not the same as the one at `index`: all others are. */
  others: z.array(elementSchema).readonly().exactOptional(),
});
/** The call and the place in it where a violation shows. */
export interface Lane extends TypeOf<typeof laneSchema> {}

const resultShape = {
  x: bits,
  /** Null of forward, and of vjp where it is 1. */
  dy: bits.nullable(),
  /** What came back; null when nothing did. */
  got: bits.nullable(),
  /** The correctly rounded result, or the first of those that the clause allows; null where frameworks disagree. */
  due: bits.nullable(),
  /** ULP error of `got` against the real value; null where the clause is not about errors. */
  ulp: jsonNumber.nullable(),
};

const otherResultSchema = z
  .object({
    ...resultShape,
    /** Where in which call it shows, when it does not show alone. */
    lane: laneSchema.exactOptional(),
  })
  .meta({ id: 'OtherResult' });
/** What came back for the other input of a clause about two. */
export interface OtherResult extends TypeOf<typeof otherResultSchema> {}

export const witnessSchema = z
  .object({
    ...resultShape,
    /** Where in which call it shows, when it does not show for this scalar alone. */
    lane: laneSchema.nullable(),
    /** What else is needed to read it. */
    note: z.string().nullable(),
    /**
     * What it is compared with, where the clause is about two inputs: `x` is then the one that is further from its true
     * value. Of `lanes` and `repeat` it is the same input, alone and in the first call.
     */
    other: otherResultSchema.exactOptional(),
    /** How many of the same calls it takes, where one does not show it. */
    calls: count.exactOptional(),
    /** False where it was not seen again, or cannot be written as a command: the note says which. */
    reproduces: z.boolean().exactOptional(),
  })
  .meta({ id: 'Witness' });
/** One input that shows a violation; every value as lower-case hex bits of the dtype's full width. */
export interface Witness extends TypeOf<typeof witnessSchema> {}

const violatingRangeSchema = z
  .object({
    first: bits,
    last: bits,
    count,
    /** Greatest ULP error within; null where the clause is not about ULP. */
    maxUlp: jsonNumber.nullable(),
  })
  .meta({ id: 'ViolatingRange' });
/** Violating inputs of the grid that lie together (no binade between them is free of any), dy = 1. */
export interface ViolatingRange extends TypeOf<typeof violatingRangeSchema> {}

export const locationSchema = exactly<Location>()(
  z
    .object({ file: z.string(), line: z.int().min(1), entry: count.exactOptional() })
    .meta({ id: 'Location' }),
);

export const findingSchema = z
  .object({
    ...kernelShape,
    origin: origin.nullable(),
    /** The clause's id. */
    clause: z.string(),
    level,
    verdict,
    outcome,
    tested: count,
    /** Which inputs of the kernel were judged; of a gradient other dy than 1 are a sample always. */
    coverage: coverage.exactOptional(),
    violations: count,
    /**
     * What of `tested` and `violations` is of inputs that were looked for because errors are great there. Only where a
     * sample was judged.
     */
    searched: z.object({ tested: count, violations: count }).exactOptional(),
    witness: witnessSchema.nullable(),
    /** Greatest ULP error among the violations; null where the clause is not about ULP. */
    maxUlp: jsonNumber.nullable(),
    /** Runs of consecutive violating inputs on the grid. */
    intervals: count,
    /** The ranges that they form, by value. */
    ranges: z.array(violatingRangeSchema).readonly(),
    /** What the kernel does, for clauses that frameworks disagree on (level `may`); null elsewhere. */
    behaviour: z.string().nullable(),
    /**
     * Why there is no verdict: the message of an error, or the note of what is unsupported; or why the deviation does
     * not excuse the finding, or can match nothing.
     */
    message: z.string().nullable(),
    deviation: z
      .object({
        reason: z.string(),
        url: z.string().nullable(),
        /** Who lists it: what `backend` says of itself is its claim. */
        listedBy: lister.exactOptional(),
      })
      .nullable(),
    /** Where to look or what to edit: the entry in an expectations file, or the adapter. Backends of the suite have none. */
    location: locationSchema.exactOptional(),
  })
  .meta({ id: 'Finding' });
/** One clause judged on one kernel of a backend, with its outcome. */
export interface Finding extends TypeOf<typeof findingSchema> {}
