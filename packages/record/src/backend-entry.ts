import { z } from 'zod';
import { count, type TypeOf } from './values.ts';

export const backendEntrySchema = z
  .object({
    id: z.string(),
    /** What asks for it on the command line, where its id does not: a harness gives itself its id. */
    argument: z.string().exactOptional(),
    /** The package behind it; the specifier where the module did not get as far as to say. */
    runtime: z.string(),
    name: z.string().nullable(),
    version: z.string().nullable(),
    device: z.string().nullable(),
    threads: count.nullable(),
    available: z.boolean(),
    /** Why it is not available. */
    note: z.string().nullable(),
  })
  .meta({ id: 'Backend' });
/** A backend that was asked for; what only an opened runtime can say is null where it did not open. */
export interface BackendEntry extends TypeOf<typeof backendEntrySchema> {}
