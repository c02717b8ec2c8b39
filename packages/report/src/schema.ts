import type { Location } from '@rectify/backend';
import type { Binade, Finding, Profile, ViolatingRange, Witness } from '@rectify/conformance';
import { depths } from '@rectify/conformance';
import { z } from 'zod';
import { exactly } from './exactly.ts';
import type { Comparison, Crossing, Growth, Measurement, Ratio } from '@rectify/bench';
import type {
  BackendEntry,
  Environment,
  Failure,
  Refusal,
  Report,
  ReportLine,
  Run,
  Summary,
} from './report.ts';
import {
  bits,
  cellShape,
  count,
  grade,
  jsonNumber,
  kernelShape,
  level,
  mode,
  origin,
  outcome,
  verdict,
} from './schema-values.ts';

const witness = exactly<Witness>()(
  z
    .object({
      x: bits,
      dy: bits.nullable(),
      got: bits.nullable(),
      due: bits.nullable(),
      ulp: jsonNumber.nullable(),
      lane: z.object({ length: count, index: count, offset: count }).nullable(),
      note: z.string().nullable(),
    })
    .meta({ id: 'Witness' }),
);

const violatingRange = exactly<ViolatingRange>()(
  z
    .object({ first: bits, last: bits, count, maxUlp: jsonNumber.nullable() })
    .meta({ id: 'ViolatingRange' }),
);

const location = exactly<Location>()(
  z.object({ file: z.string(), line: z.int().min(1) }).meta({ id: 'Location' }),
);

/** One clause judged on one kernel. */
const finding = exactly<Finding>()(
  z
    .object({
      ...kernelShape,
      origin: origin.nullable(),
      clause: z.string(),
      level,
      verdict,
      outcome,
      tested: count,
      violations: count,
      witness: witness.nullable(),
      maxUlp: jsonNumber.nullable(),
      intervals: count,
      ranges: z.array(violatingRange).readonly(),
      behaviour: z.string().nullable(),
      message: z.string().nullable(),
      deviation: z.object({ reason: z.string(), url: z.string().nullable() }).nullable(),
      location: location.exactOptional(),
    })
    .meta({ id: 'Finding' }),
);

const binade = exactly<Binade>()(
  z
    .object({
      low: bits,
      high: bits,
      tested: count,
      maxUlp: jsonNumber,
      meanUlp: jsonNumber,
      p99Ulp: jsonNumber,
    })
    .meta({ id: 'Binade' }),
);

/** What was measured of one kernel's accuracy. */
const profile = exactly<Profile>()(
  z
    .object({
      ...kernelShape,
      origin,
      tested: count,
      maxUlp: jsonNumber,
      maxUlpAt: bits.nullable(),
      maxUlpForgiven: jsonNumber,
      meanUlp: jsonNumber,
      misrounded: count,
      overOneUlp: count,
      flushes: z.object({ inputs: z.boolean(), results: z.boolean() }),
      grade,
      cost: z.object({ kernelMs: z.number(), judgeMs: z.number() }),
      binades: z.array(binade).readonly(),
    })
    .meta({ id: 'Profile' }),
);

const cell = { ...kernelShape, ...cellShape };

/** Speed of one kernel at one length. */
const measurement = exactly<Measurement>()(
  z
    .object({
      ...cell,
      mode,
      nsPerElement: jsonNumber,
      low: jsonNumber,
      high: jsonNumber,
      gbPerSecond: jsonNumber,
      copyRatio: jsonNumber,
      copyShare: jsonNumber,
      fillNs: jsonNumber,
      readNs: jsonNumber,
      fastestRatio: jsonNumber,
      samples: count,
      rounds: count,
      steadyRounds: count,
      warmupSamples: count,
      outliers: count,
      drift: jsonNumber,
      bimodal: z
        .object({ fast: z.number(), slow: z.number(), slowShare: z.number() })
        .meta({ id: 'Bimodality' })
        .nullable(),
      collectionsPerThousand: jsonNumber,
      collectingShare: jsonNumber,
      overhead: jsonNumber,
      deadCode: z.boolean(),
    })
    .meta({ id: 'Measurement' }),
);

const ratio = { ratio: jsonNumber, low: jsonNumber, high: jsonNumber };

const comparison = exactly<Comparison>()(
  z.object({ ...cell, against: z.string(), mode, ...ratio }).meta({ id: 'Comparison' }),
);

const axisRatio = exactly<Ratio>()(z.object({ ...cell, mode, ...ratio }).meta({ id: 'Ratio' }));

const crossing = exactly<Crossing>()(
  z
    .object({
      ...cell,
      nsPerElement: jsonNumber,
      low: jsonNumber,
      high: jsonNumber,
      share: jsonNumber,
    })
    .meta({ id: 'Crossing' }),
);

const { length: _, ...line } = cell;

const growth = exactly<Growth>()(
  z
    .object({
      ...line,
      mode,
      callNs: jsonNumber,
      elementNs: jsonNumber,
      residuals: z.array(z.object({ length: count, relative: jsonNumber })).readonly(),
    })
    .meta({ id: 'Growth' }),
);

const refusal = exactly<Refusal>()(
  z.object({ ...kernelShape, reason: z.string() }).meta({ id: 'Refusal' }),
);

const failure = exactly<Failure>()(
  z.object({ ...kernelShape, message: z.string() }).meta({ id: 'Failure' }),
);

/** The machine that a run was made on. */
export const environmentSchema: z.ZodType<Environment> = exactly<Environment>()(
  z
    .object({
      cpu: z.object({ model: z.string(), cores: count, isa: z.array(z.string()).readonly() }),
      platform: z.string(),
      arch: z.string(),
      osRelease: z.string(),
      libc: z.string().nullable(),
      node: z.string(),
      v8: z.string(),
      threads: count,
    })
    .meta({ id: 'Environment' }),
);

const run = exactly<Run>()(
  z.object({
    command: z.string(),
    seed: z.string(),
    depth: z.enum(depths),
    level: z.enum(['must', 'should']),
    shard: z.string().nullable(),
    stride: count,
    spec: z.string(),
    started: z.iso.datetime({ offset: true }),
    interrupted: z.boolean(),
    environment: environmentSchema,
  }),
);

/** What was asked for, when and where. */
export const runSchema: z.ZodType<Run> = run;

/** A backend that was asked for. */
const backend = exactly<BackendEntry>()(
  z
    .object({
      id: z.string(),
      runtime: z.string(),
      name: z.string().nullable(),
      version: z.string().nullable(),
      device: z.string().nullable(),
      threads: count.nullable(),
      available: z.boolean(),
      note: z.string().nullable(),
    })
    .meta({ id: 'Backend' }),
);

const summary = exactly<Summary>()(
  z.object({ pass: count, fail: count, known: count, stale: count, skip: count, error: count }),
);

/** The whole document: decode reads JSON, encode gives what JSON can hold. */
export const reportSchema: z.ZodType<Report> = exactly<Report>()(
  z
    .object({
      schema: z.literal('rectify/report@1'),
      run,
      backends: z.array(backend).readonly(),
      findings: z.array(finding).readonly(),
      profiles: z.array(profile).readonly(),
      measurements: z.array(measurement).readonly(),
      comparisons: z.array(comparison).readonly(),
      crossings: z.array(crossing).readonly().exactOptional(),
      growths: z.array(growth).readonly().exactOptional(),
      inputRatios: z.array(axisRatio).readonly().exactOptional(),
      threadRatios: z.array(axisRatio).readonly().exactOptional(),
      refusals: z.array(refusal).readonly(),
      failures: z.array(failure).readonly(),
      summary,
    })
    .meta({ id: 'Report' }),
);

/** One line of the document as a stream. */
export const lineSchema: z.ZodType<ReportLine> = exactly<ReportLine>()(
  z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('run'), schema: z.literal('rectify/report@1'), run }),
      z.object({ kind: z.literal('backend'), backend }),
      z.object({ kind: z.literal('finding'), finding }),
      z.object({ kind: z.literal('profile'), profile }),
      z.object({ kind: z.literal('measurement'), measurement }),
      z.object({ kind: z.literal('comparison'), comparison }),
      z.object({ kind: z.literal('crossing'), crossing }),
      z.object({ kind: z.literal('growth'), growth }),
      z.object({ kind: z.literal('inputRatio'), inputRatio: axisRatio }),
      z.object({ kind: z.literal('threadRatio'), threadRatio: axisRatio }),
      z.object({ kind: z.literal('refusal'), refusal }),
      z.object({ kind: z.literal('failure'), failure }),
      z.object({ kind: z.literal('summary'), summary }),
    ])
    .meta({ id: 'Line' }),
);
