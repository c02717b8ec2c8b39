import { z } from 'zod';
import { laneSchema } from './finding.ts';
import { count, jsonNumber, kernelShape, origin, type TypeOf } from './values.ts';

/** Bits of an element: those of float64 as hex, because JSON's numbers do not hold them. */
const portableBits = z.union([count, z.string()]);

/** An integer: the sum of 2³² errors of a float64 has fewer digits. */
const integerText = z.string().regex(/^-?\d{1,400}$/);

const sightShape = {
  xBits: portableBits,
  dyBits: portableBits.nullable(),
  gotBits: portableBits,
  dueBits: portableBits.nullable(),
  ulp: jsonNumber.nullable(),
  lane: laneSchema.exactOptional(),
};

const sightSchema = z.object(sightShape);
/** One input with what came back, as JSON can hold it. */
export interface PortableSight extends TypeOf<typeof sightSchema> {}

const sightingSchema = z.object({
  ...sightShape,
  rank: jsonNumber,
  /** Of equal ranks the least strange is the better witness. */
  strangeness: count.exactOptional(),
  note: z.string().nullable(),
  /** The other input of a clause about two. */
  other: sightSchema.exactOptional(),
  calls: count.exactOptional(),
  reproduces: z.boolean().exactOptional(),
});

const violationsSchema = z.object({
  count,
  low: portableBits,
  high: portableBits,
  maxUlp: jsonNumber.nullable(),
});

const tallySchema = z
  .object({
    tested: count,
    violations: count,
    /** What the search after the sample has in these. */
    searched: z.object({ tested: count, violations: count }).exactOptional(),
    maxUlp: jsonNumber.nullable(),
    best: sightingSchema.nullable(),
    intervals: count,
    /** By sign and exponent field. */
    binades: z.array(z.tuple([count, violationsSchema]).readonly()).readonly(),
  })
  .meta({ id: 'Tally' });
/** What was seen of one clause, as JSON can hold it. */
export interface PortableTally extends TypeOf<typeof tallySchema> {}

const errorsSchema = z.object({
  tested: count,
  max: jsonNumber,
  /** Sums in units of 2⁻²⁰ ULP. */
  absolute: integerText,
  signed: integerText,
  infinite: count,
  /** The greatest that the search after the sample saw. */
  searched: jsonNumber.exactOptional(),
  histogram: z.array(z.tuple([count, count]).readonly()).readonly(),
});

const pairSumsSchema = z.object({
  tested: count,
  maxUlp: jsonNumber,
  maxUlpAt: z.object({ x: portableBits, dy: portableBits }).nullable(),
  misrounded: count,
  /** What the search after the sample has in these. */
  searched: z.object({ tested: count, misrounded: count }).exactOptional(),
});

export const portableGridSchema = z
  .object({
    profile: z.object({
      /** By sign and exponent field. */
      binades: z.array(z.tuple([count, errorsSchema]).readonly()).readonly(),
      tested: count,
      maxUlp: jsonNumber,
      maxUlpBits: portableBits.nullable(),
      maxUlpForgiven: jsonNumber,
      maxUlpFlushedInput: jsonNumber,
      maxUlpFlushedResult: jsonNumber,
      misrounded: count,
      overOneUlp: count,
      /** What the search after the sample has in these. */
      searched: z.object({ tested: count, misrounded: count, overOneUlp: count }).exactOptional(),
      subnormalInputs: count,
      flushedInputs: count,
      subnormalResults: count,
      flushedResults: count,
      /** On pairs (x, dy) of vjp. */
      pairs: pairSumsSchema.optional(),
    }),
    /** By clause. */
    tallies: z.array(z.tuple([z.string(), tallySchema]).readonly()).readonly(),
  })
  .meta({ id: 'Grid' });
/** What a part of the grid gave, as JSON can hold it. */
export interface PortableGrid extends TypeOf<typeof portableGridSchema> {}

const pendingSchema = z
  .object({
    clause: z.string(),
    tally: tallySchema,
    /** That of the best witness, which has it too. */
    lane: laneSchema.nullable(),
    behaviour: z.string().nullable(),
    error: z.string().nullable(),
  })
  .meta({ id: 'PendingClause' });
/** What was judged of a clause beside the grid, as JSON can hold it. */
export interface PortableClause extends TypeOf<typeof pendingSchema> {}

export const partSchema = z
  .object({
    ...kernelShape,
    origin,
    /** Ids of the clauses that it is judged by. */
    clauses: z.array(z.string()).readonly(),
    /** Blocks that the kernel is judged on by all shards together. */
    total: count,
    /** Those judged here, as runs from first to last. */
    blocks: z.array(z.tuple([count, count]).readonly()).readonly(),
    grid: portableGridSchema,
    /** What is not of the grid; the first shard does it. */
    rest: z.array(pendingSchema).readonly().nullable(),
    /** Why the grid could not be judged. */
    error: z.string().nullable(),
  })
  .meta({ id: 'Part' });
/** What was judged of a kernel so far: parts of the same kernel add up to the whole, in any order. */
export interface Part extends TypeOf<typeof partSchema> {}
