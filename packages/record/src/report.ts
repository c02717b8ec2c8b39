import { z } from 'zod';
import { backendEntrySchema } from './backend-entry.ts';
import { type Finding, findingSchema } from './finding.ts';
import {
  comparisonSchema,
  crossingSchema,
  growthSchema,
  measurementSchema,
  ratioSchema,
} from './measurement.ts';
import { profileSchema } from './profile.ts';
import { runSchema } from './run.ts';
import { failureSchema, refusalSchema } from './untimed.ts';
import { count, type TypeOf } from './values.ts';

const summarySchema = z.object({
  pass: count,
  fail: count,
  known: count,
  stale: count,
  skip: count,
  error: count,
  /** Of `known` those that the backend lists itself, where there are such. */
  claimed: count.exactOptional(),
});
/** How many findings have each outcome. */
export interface Summary extends TypeOf<typeof summarySchema> {}

const schema = z.literal('rectify/report@1');

/** The whole document: decode reads JSON, encode gives what JSON can hold. */
export const reportSchema = z
  .object({
    schema,
    run: runSchema,
    backends: z.array(backendEntrySchema).readonly(),
    findings: z.array(findingSchema).readonly(),
    profiles: z.array(profileSchema).readonly(),
    measurements: z.array(measurementSchema).readonly(),
    /** Ratios of speed between backends, within this run. */
    comparisons: z.array(comparisonSchema).readonly(),
    crossings: z.array(crossingSchema).readonly().exactOptional(),
    growths: z.array(growthSchema).readonly().exactOptional(),
    /** Other kinds of input against mixed ones. */
    inputRatios: z.array(ratioSchema).readonly().exactOptional(),
    /** More threads against the fewest. */
    threadRatios: z.array(ratioSchema).readonly().exactOptional(),
    refusals: z.array(refusalSchema).readonly(),
    failures: z.array(failureSchema).readonly(),
    summary: summarySchema,
  })
  .meta({ id: 'Report' });
/** Everything that a run found: what every format renders. What follows from timing alone may be left out. */
export interface Report extends TypeOf<typeof reportSchema> {}

/** Everything that follows from the samples of one run. */
export type Speed = Pick<Report, 'measurements' | 'comparisons'> &
  Required<Pick<Report, 'crossings' | 'growths' | 'inputRatios' | 'threadRatios'>>;

/** One line of the document as a stream. */
export const reportLineSchema = z
  .discriminatedUnion('kind', [
    /** The first line. */
    z.object({ kind: z.literal('run'), schema, run: runSchema }),
    z.object({ kind: z.literal('backend'), backend: backendEntrySchema }),
    z.object({ kind: z.literal('finding'), finding: findingSchema }),
    z.object({ kind: z.literal('profile'), profile: profileSchema }),
    z.object({ kind: z.literal('measurement'), measurement: measurementSchema }),
    z.object({ kind: z.literal('comparison'), comparison: comparisonSchema }),
    z.object({ kind: z.literal('crossing'), crossing: crossingSchema }),
    z.object({ kind: z.literal('growth'), growth: growthSchema }),
    z.object({ kind: z.literal('inputRatio'), inputRatio: ratioSchema }),
    z.object({ kind: z.literal('threadRatio'), threadRatio: ratioSchema }),
    z.object({ kind: z.literal('refusal'), refusal: refusalSchema }),
    z.object({ kind: z.literal('failure'), failure: failureSchema }),
    /** The last line, without which the stream was cut off. */
    z.object({ kind: z.literal('summary'), summary: summarySchema }),
  ])
  .meta({ id: 'Line' });
/** An entry under the name of its kind, as a record has it. */
export type ReportLine = TypeOf<typeof reportLineSchema>;

/** Counts findings by outcome. */
export function countOutcomes(findings: readonly Finding[]): Summary {
  const counts = { pass: 0, fail: 0, known: 0, stale: 0, skip: 0, error: 0 };
  for (const { outcome } of findings) counts[outcome] += 1;
  const claimed = findings.filter(
    ({ outcome, deviation }) => outcome === 'known' && deviation?.listedBy === 'backend',
  ).length;
  return claimed === 0 ? counts : { ...counts, claimed };
}
