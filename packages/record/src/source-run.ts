import { z } from 'zod';
import { runSchema } from './run.ts';
import type { TypeOf } from './values.ts';

export const sourceRunSchema = z.object({ file: z.string(), run: runSchema });
/** The file that something was read from, and its run. */
export interface SourceRun extends TypeOf<typeof sourceRunSchema> {}
