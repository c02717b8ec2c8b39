import { z } from 'zod';
import { comparedCellSchema, comparisonRunSchema } from './comparison.ts';
import { environmentSchema } from './environment.ts';
import { count, type TypeOf } from './values.ts';

const trialSchema = z
  .object({ ...comparedCellSchema.shape, seconds: z.number() })
  .meta({ id: 'Trial' });
/** One comparison of a self-test. */
export interface Trial extends TypeOf<typeof trialSchema> {}

const schema = z.literal('rectify/self-test@1');

const resultShape = {
  backend: z.string(),
  /** Part of its work that the slowed side does again. */
  injected: z.number(),
  /** Identical code on both sides: each `slower` or `faster` is a false alarm. */
  identical: z.array(trialSchema).readonly(),
  /** The slowed code on side B: each that is not `slower` was missed. */
  slowed: z.array(trialSchema).readonly(),
  falseAlarms: count,
  found: count,
  /** Comparisons of identical code that could not exclude a change of the demanded size. */
  unclear: count,
  /** The smallest slow-down that 95 of 100 comparisons would find, by the spread of identical code; null beyond double. */
  smallest: z.number().nullable(),
};
const resultSchema = z.object(resultShape);
/** How well this machine, as it was, tells code that is slower from code that is not. */
export interface SelfTested extends TypeOf<typeof resultSchema> {}

/** The document of `rectify measure --self-test`. */
export const selfTestSchema = z
  .object({ schema, run: comparisonRunSchema, ...resultShape })
  .meta({ id: 'SelfTest' });
/** The same as a document, with the run. */
export interface SelfTest extends TypeOf<typeof selfTestSchema> {}

/** What is read of it again: its comparisons are counted only. */
export const selfTestedSchema = z
  .object({
    schema,
    run: z.object({ environment: environmentSchema }),
    backend: resultShape.backend,
    identical: z.array(z.unknown()).min(1),
    falseAlarms: resultShape.falseAlarms,
    found: resultShape.found,
    smallest: resultShape.smallest,
  })
  .refine(
    ({ identical, falseAlarms, found }) => Math.max(falseAlarms, found) <= identical.length,
    'has counts that do not fit together',
  );
