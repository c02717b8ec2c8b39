import { z } from 'zod';
import { jsonNumber, type TypeOf } from './values.ts';

export const selfTimedSchema = z
  .object({
    /** What its samples add up to at the least, by its own clock. */
    spentNs: jsonNumber,
    /** What passed here from the request to the response. */
    wallNs: jsonNumber,
    /** Whether its times were held to what a CPU can read; on another device only `wallNs` bounds them. */
    checked: z.boolean(),
  })
  .meta({ id: 'SelfTimed' });
/** How a backend that timed itself was held to the clock here. */
export interface SelfTimed extends TypeOf<typeof selfTimedSchema> {}
