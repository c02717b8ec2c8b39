import type { Deviation } from '@rectify/backend';
import { z } from 'zod';
import { exactly } from './exactly.ts';
import { locationSchema } from './finding.ts';
import { count, dtype, jsonNumber, lister } from './values.ts';

const names = z.array(z.string()).readonly().exactOptional();

/** A known violation, as a backend's module gives it. */
export const deviationSchema = exactly<Deviation>()(
  z
    .object({
      clause: z.string(),
      dtype: dtype.exactOptional(),
      versions: z.string(),
      when: z.object({ platform: names, arch: names, isa: names, lacks: names }).exactOptional(),
      reason: z.string(),
      url: z.string().exactOptional(),
      at: z.array(z.string()).readonly().exactOptional(),
      maxUlp: jsonNumber.exactOptional(),
      violations: count.exactOptional(),
      seed: count.exactOptional(),
      listedBy: lister.exactOptional(),
      location: locationSchema.exactOptional(),
    })
    .meta({ id: 'Deviation' }),
);
