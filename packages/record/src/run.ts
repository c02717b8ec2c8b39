import { z } from 'zod';
import { askedSchema } from './asked.ts';
import { environmentSchema } from './environment.ts';
import { count, type TypeOf } from './values.ts';
import { depths } from './words.ts';

/** Of a run that names none. */
export const usualSeed = 1;

const startedShape = {
  command: z.string(),
  seed: z.string(),
  depth: z.enum(depths),
  /** The lowest level that may fail the run. */
  level: z.enum(['must', 'should']),
  /** `i/n` where this is one of several shards, whose verdicts need them all. */
  shard: z.string().nullable(),
  /** Every so manyth block of the inputs was judged; 1 is all. */
  stride: count,
  /** Version of the specification. */
  spec: z.string(),
  /** ISO 8601. */
  started: z.iso.datetime({ offset: true }),
  /** What was asked for; of several runs in one document each of theirs. */
  asked: z.array(askedSchema).readonly().exactOptional(),
};

export const runHeaderSchema = z.object({ ...startedShape, environment: environmentSchema });
/** What was asked for, when and where: what is known of a run when it begins. */
export interface RunHeader extends TypeOf<typeof runHeaderSchema> {}

export const runSchema = z.object({
  ...startedShape,
  /** True where it was stopped before its end: what is here is what was finished. */
  interrupted: z.boolean(),
  environment: environmentSchema,
});
/** The same with whether it came to its end. */
export interface Run extends TypeOf<typeof runSchema> {}
