import { z } from 'zod';
import { count, type TypeOf } from './values.ts';

export const trustSchema = z
  .object({
    backend: z.string(),
    /** Comparisons of each kind. */
    comparisons: count,
    falseAlarms: count,
    found: count,
    smallest: z.number().nullable(),
  })
  .meta({ id: 'Trust' });
/** What a self-test showed that answers can be held against. */
export interface Trust extends TypeOf<typeof trustSchema> {}
