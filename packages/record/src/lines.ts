import { z } from 'zod';
import { backendEntrySchema } from './backend-entry.ts';
import { deviationSchema } from './deviation.ts';
import { findingSchema } from './finding.ts';
import { measurementSchema } from './measurement.ts';
import { partSchema } from './part.ts';
import { profileSchema } from './profile.ts';
import { recordedProfileSchema } from './recorded-profile.ts';
import { runHeaderSchema } from './run.ts';
import { seriesSchema } from './series.ts';
import { failureSchema, refusalSchema } from './untimed.ts';
import { count, type TypeOf } from './values.ts';

/**
 * Version of the format. It rises when a reader of the last one could not read what is written now, or would read it
 * wrong; a property that can be left out does not raise it. Every lower version is read.
 */
export const recordVersion = 2;

const schemaOf = (version: number): string => `rectify/record@${version}`;
/** What the header of a new record says. */
export const recordSchema = schemaOf(recordVersion);
const readable = Array.from({ length: recordVersion }, (_, i) => schemaOf(i + 1));

const costSchema = profileSchema
  .pick({ backend: true, op: true, pass: true, dtype: true, cost: true })
  .meta({ id: 'Cost' });
/** Where the time of a kernel's judging went: in the header, because it is no result. */
export interface Cost extends TypeOf<typeof costSchema> {}

/** The first line of a record. */
const headerSchema = z.object({
  kind: z.literal('header'),
  schema: z.enum(readable),
  run: runHeaderSchema,
  costs: z.array(costSchema).readonly(),
});
export interface RecordHeader extends TypeOf<typeof headerSchema> {}

/** The last line, without which the record was cut off. */
const footerSchema = z.object({
  kind: z.literal('footer'),
  /** Lines between the first and this one. */
  entries: count,
  interrupted: z.boolean(),
});

const backendLine = z.object({ kind: z.literal('backend'), backend: backendEntrySchema });
const findingLine = z.object({ kind: z.literal('finding'), finding: findingSchema });
const measurementLine = z.object({
  kind: z.literal('measurement'),
  measurement: measurementSchema,
});
/** The samples of a measurement. */
const seriesLine = z.object({ kind: z.literal('series'), series: seriesSchema });
const refusalLine = z.object({ kind: z.literal('refusal'), refusal: refusalSchema });
/** Since version 2. */
const failureLine = z.object({ kind: z.literal('failure'), failure: failureSchema });
/** What was judged of a kernel: of an unfinished run, or of a shard. */
const partLine = z.object({ kind: z.literal('part'), part: partSchema });
/** What the merge of shards needs to know of a backend. */
const deviationsLine = z.object({
  kind: z.literal('deviations'),
  backend: z.string(),
  deviations: z.array(deviationSchema).readonly(),
});

const recordEntrySchema = z.discriminatedUnion('kind', [
  backendLine,
  findingLine,
  z.object({ kind: z.literal('profile'), profile: profileSchema }),
  measurementLine,
  seriesLine,
  refusalLine,
  failureLine,
  partLine,
  deviationsLine,
]);
/** One thing that a run found. */
export type RecordEntry = TypeOf<typeof recordEntrySchema>;

/** A line of a record, as it is written. */
export const recordLineSchema = z
  .discriminatedUnion('kind', [
    headerSchema,
    backendLine,
    findingLine,
    z.object({ kind: z.literal('profile'), profile: recordedProfileSchema }),
    measurementLine,
    seriesLine,
    refusalLine,
    failureLine,
    partLine,
    deviationsLine,
    footerSchema,
  ])
  .meta({ id: 'RecordLine' });
export type RecordLine = TypeOf<typeof recordLineSchema>;
