import { z } from 'zod';
import { environmentSchema } from './environment.ts';
import { findingSchema } from './finding.ts';
import { runHeaderSchema } from './run.ts';
import { dtype, type TypeOf } from './values.ts';

const { command, seed, depth, spec, started } = runHeaderSchema.shape;

const stepSchema = z
  .union([
    z.object({
      version: z.string(),
      ...findingSchema.pick({ verdict: true, tested: true, violations: true, witness: true }).shape,
    }),
    /** A version that could not be judged. */
    z.object({ version: z.string(), verdict: z.null(), reason: z.string() }),
  ])
  .meta({ id: 'BisectStep' });
/** What was found of one version. */
export type BisectStep = TypeOf<typeof stepSchema>;

/** The document of `rectify bisect --format json`. */
export const bisectSchema = z
  .object({
    schema: z.literal('rectify/bisect@1'),
    run: z.object({ command, seed, depth, spec, started, environment: environmentSchema }),
    backend: z.string(),
    runtime: z.string(),
    clause: z.string(),
    dtype,
    /** Every version that it could have changed in. */
    versions: z.array(z.string()).readonly(),
    /** The last version with the old verdict. */
    last: z.string(),
    /** The first with the new one. */
    first: z.string(),
    /** Versions between the two that could not be judged. */
    between: z.array(z.string()).readonly(),
    steps: z.array(stepSchema).readonly(),
  })
  .meta({ id: 'Bisect' });
