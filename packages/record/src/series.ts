import { z } from 'zod';
import { timedCellSchema } from './measurement.ts';
import { selfTimedSchema } from './self-timed.ts';
import { count, jsonNumber, type TypeOf } from './values.ts';

const limitsShape = {
  /** `TypedArray.set` of one array of the cell's dtype and length. */
  copyNs: jsonNumber,
  /** `TypedArray.fill` of one. */
  fillNs: jsonNumber,
  /** A search of all bytes of one for a byte that is not there (`memchr`): the least of several, without the call. */
  readNs: jsonNumber,
};
export const limitsSchema = z.object(limitsShape);
/** Median nanoseconds of what bounds every kernel: moving the same bytes without computing. */
export interface Limits extends TypeOf<typeof limitsSchema> {}

const samplesShape = {
  /** Nanoseconds per call, one for each sample, in order; none is left out. */
  ns: z.array(jsonNumber).readonly(),
  /** How many of the first samples are warm-up, and not counted. */
  warmup: count,
  /** Whether they became steady; null where there were too few to tell. */
  steady: z.boolean().nullable(),
  /** Calls that each sample is the mean of. */
  calls: count,
  /** Collections of garbage during the counted samples. */
  collections: count,
  /** How long they took together. */
  collectingMs: jsonNumber,
  /** Where it was not this suite that timed it. */
  selfTimed: selfTimedSchema.exactOptional(),
};
export const samplesSchema = z.object(samplesShape);
/** The samples that one process gave for a cell in one mode. */
export interface Samples extends TypeOf<typeof samplesSchema> {}

const roundSeriesSchema = z
  .object({
    round: count,
    ...samplesShape,
    ...limitsShape,
    /** Least nanoseconds of a call that does nothing, in the same loop. */
    emptyNs: jsonNumber,
  })
  .meta({ id: 'RoundSeries' });
/** What one round, that is one fresh process, gave for a cell in one mode. */
export interface RoundSeries extends TypeOf<typeof roundSeriesSchema> {}

export const seriesSchema = z
  .object({ ...timedCellSchema.shape, rounds: z.array(roundSeriesSchema).readonly() })
  .meta({ id: 'Series' });
/** All rounds of one backend's kernel at one length in one mode. */
export interface Series extends TypeOf<typeof seriesSchema> {}
