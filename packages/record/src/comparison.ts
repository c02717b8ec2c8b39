import { z } from 'zod';
import { demandsSchema, estimateShape } from './effect.ts';
import { environmentSchema } from './environment.ts';
import { trustSchema } from './trust.ts';
import { refusalSchema } from './untimed.ts';
import { cellShape, count, mode, type TypeOf } from './values.ts';
import { speedVerdicts } from './words.ts';

const comparisonPlanSchema = z.object({
  /** Pairs of fresh processes, one of each side, after which a run may end. */
  pairs: count,
  /** Pairs after which it ends. */
  mostPairs: count,
  /** Blocks of four laps in each pair. */
  blocks: count,
  /** Time of a lap. */
  lapNs: z.number(),
  /** Time of a sample; a lap holds at most so many. */
  sampleNs: z.number(),
});
/** How one comparison is made. */
export interface ComparisonPlan extends TypeOf<typeof comparisonPlanSchema> {}

const effectSchema = z.object({ ...estimateShape, pairs: count }).meta({ id: 'Effect' });
/** The difference of two sides. */
export interface Effect extends TypeOf<typeof effectSchema> {}

export const comparedCellSchema = z
  .object({
    ...cellShape,
    mode,
    verdict: z.enum(speedVerdicts),
    first: effectSchema,
    /** A second run, in processes of its own, where the first was suspect. */
    confirmation: effectSchema.nullable(),
    /** Natural logarithms of B's time over A's, one for each pair of the first run. */
    logRatios: z.array(z.number()).readonly(),
  })
  .meta({ id: 'ComparedCell' });
/** Whether one cell is slower on side B. */
export interface ComparedCell extends TypeOf<typeof comparedCellSchema> {}

/** What was asked of a comparison or of a self-test, when and where. */
export const comparisonRunSchema = z.object({
  command: z.string(),
  started: z.iso.datetime({ offset: true }),
  seed: z.string(),
  environment: environmentSchema,
  contest: comparisonPlanSchema,
  demands: demandsSchema,
  /** Whether both sides of a pair share a processor. */
  bound: z.boolean(),
});

/** The document of `rectify measure --against`. */
export const comparedSidesSchema = z
  .object({
    schema: z.literal('rectify/contest@1'),
    run: comparisonRunSchema,
    a: z.string(),
    b: z.string(),
    cells: z.array(comparedCellSchema).readonly(),
    /** What the machine's self-test showed, where one was given. */
    trust: trustSchema.nullable(),
    refusals: z.array(refusalSchema).readonly(),
  })
  .meta({ id: 'ComparedSides' });
/** Two sides compared cell by cell: how much slower `b` is than `a`, and whether that is believed. */
export interface ComparedSides extends TypeOf<typeof comparedSidesSchema> {}
