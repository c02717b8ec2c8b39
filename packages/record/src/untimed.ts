import { z } from 'zod';
import { kernelShape, type TypeOf } from './values.ts';

export const refusalSchema = z
  .object({ ...kernelShape, reason: z.string() })
  .meta({ id: 'Refusal' });
/** A kernel that was not timed, and why. */
export interface Refusal extends TypeOf<typeof refusalSchema> {}

export const failureSchema = z
  .object({ ...kernelShape, message: z.string() })
  .meta({ id: 'Failure' });
/** A kernel that died or was silent while it was timed. */
export interface Failure extends TypeOf<typeof failureSchema> {}
