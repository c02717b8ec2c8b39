import { z } from 'zod';
import { backendEntrySchema } from './backend-entry.ts';
import { deviationSchema } from './deviation.ts';
import { findingSchema } from './finding.ts';
import { measurementSchema } from './measurement.ts';
import { partSchema } from './part.ts';
import { profileSchema } from './profile.ts';
import { runHeaderSchema } from './run.ts';
import { seriesSchema } from './series.ts';
import { refusalSchema } from './untimed.ts';
import { count, type TypeOf } from './values.ts';

export const recordVersion = 'rectify/record@1';

const costSchema = profileSchema
  .pick({ backend: true, op: true, pass: true, dtype: true, cost: true })
  .meta({ id: 'Cost' });
/** Where the time of a kernel's judging went: in the header, because it is no result. */
export interface Cost extends TypeOf<typeof costSchema> {}

/** The first line of a record. */
const headerSchema = z.object({
  kind: z.literal('header'),
  schema: z.literal(recordVersion),
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
export interface RecordFooter extends TypeOf<typeof footerSchema> {}

const backendLine = z.object({ kind: z.literal('backend'), backend: backendEntrySchema });
const findingLine = z.object({ kind: z.literal('finding'), finding: findingSchema });
const measurementLine = z.object({
  kind: z.literal('measurement'),
  measurement: measurementSchema,
});
/** The samples of a measurement. */
const seriesLine = z.object({ kind: z.literal('series'), series: seriesSchema });
const refusalLine = z.object({ kind: z.literal('refusal'), refusal: refusalSchema });
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
  partLine,
  deviationsLine,
]);
/** One thing that a run found. */
export type RecordEntry = TypeOf<typeof recordEntrySchema>;

/** A line of a record, as it is written: the cost of a profile stands in the header of a run that came to its end. */
export const recordLineSchema = z
  .discriminatedUnion('kind', [
    headerSchema,
    backendLine,
    findingLine,
    z.object({
      kind: z.literal('profile'),
      profile: profileSchema.partial({ cost: true }).meta({ id: 'RecordedProfile' }),
    }),
    measurementLine,
    seriesLine,
    refusalLine,
    partLine,
    deviationsLine,
    footerSchema,
  ])
  .meta({ id: 'RecordLine' });
