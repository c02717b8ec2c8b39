import { z } from 'zod';
import { sourceRunSchema } from './source-run.ts';
import { count, coverage, grade, jsonNumber, mode, type TypeOf } from './values.ts';

const rankedSchema = z
  .object({
    backend: z.string(),
    /** Worst of its kernels that are judged in the records; null where none is. */
    grade: grade.nullable(),
    /** The least that one of them was judged on. */
    coverage: coverage.exactOptional(),
    /** Geometric mean over the cells that all share of the time over that of the cell's fastest backend. */
    ratio: jsonNumber,
    /** In how many of them it is the fastest. */
    fastest: count,
    /** The greatest of its ratios. */
    worst: jsonNumber,
  })
  .meta({ id: 'Ranked' });
/** A backend's place, in one mode. */
export interface Ranked extends TypeOf<typeof rankedSchema> {}

const leftOutSchema = z
  .object({ cell: z.string(), lacking: z.array(z.string()).readonly() })
  .meta({ id: 'LeftOut' });
/** A cell that does not count, and who has no figure for it. */
export interface LeftOut extends TypeOf<typeof leftOutSchema> {}

const rankingSchema = z
  .object({
    mode,
    cells: count,
    backends: z.array(rankedSchema).readonly(),
    leftOut: z.array(leftOutSchema).readonly(),
    /** Why one number misleads here. */
    cautions: z.array(z.string()).readonly(),
  })
  .meta({ id: 'Ranking' });
/** Backends by their times, in one mode. */
export interface Ranking extends TypeOf<typeof rankingSchema> {}

/** The document of `rectify rank --format json`. */
export const rankSchema = z
  .object({
    schema: z.literal('rectify/rank@1'),
    sources: z.array(sourceRunSchema).readonly(),
    rankings: z.array(rankingSchema).readonly(),
    caution: z.string(),
  })
  .meta({ id: 'Rank' });
