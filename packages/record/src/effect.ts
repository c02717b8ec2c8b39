import { z } from 'zod';
import { jsonNumber, intervalShape, type TypeOf } from './values.ts';

export const demandsSchema = z.object({
  /** Least change, relative: smaller ones are no one's concern, and may come of where memory happened to lie. */
  change: z.number(),
  /** Probability, under equal speeds, of what was seen or more; it is asked of the run and of its confirmation. */
  significance: z.number(),
  /** Change that a comparison must be able to exclude, to say that there is none. */
  excluded: z.number(),
});
/** What is asked of a difference before it is believed. */
export interface Demands extends TypeOf<typeof demandsSchema> {}

export const estimateShape = {
  /** Time of side B over side A. */
  ratio: jsonNumber,
  /** Its interval at one less the demanded significance. */
  ...intervalShape,
  /** Two-sided probability under equal speeds. */
  p: z.number(),
};
const estimateSchema = z.object(estimateShape);
/** How far apart two sets of times are. */
export interface Estimate extends TypeOf<typeof estimateSchema> {}
