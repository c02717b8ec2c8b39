import { z } from 'zod';
import { count, type TypeOf } from './values.ts';

export const environmentSchema = z
  .object({
    cpu: z.object({ model: z.string(), cores: count, isa: z.array(z.string()).readonly() }),
    platform: z.string(),
    arch: z.string(),
    osRelease: z.string(),
    /** Name and version of the C library, e.g. `glibc 2.36`; null where it cannot be told. */
    libc: z.string().nullable(),
    node: z.string(),
    v8: z.string(),
    /** Threads that kernels were given. */
    threads: count,
  })
  .meta({ id: 'Environment' });
/** The machine that a run was made on: the receipt of its numbers. */
export interface Environment extends TypeOf<typeof environmentSchema> {}
