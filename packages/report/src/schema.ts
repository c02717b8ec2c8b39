import type { Binade, Finding, Profile, ViolatingRange, Witness } from '@rectify/conformance';
import { depths } from '@rectify/conformance';
import { z } from 'zod';
import { exactly } from './exactly.ts';
import type { Comparison, Measurement } from '@rectify/bench';
import { modes } from '@rectify/bench';
import type {
  BackendEntry,
  Environment,
  Failure,
  Refusal,
  Report,
  Run,
  Summary,
} from './report.ts';
import { bits, count, dtype, jsonNumber, level, op, origin, pass } from './schema-values.ts';

const kernel = { backend: z.string(), op, pass, dtype };

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

/** One clause judged on one kernel. */
const finding = exactly<Finding>()(
  z
    .object({
      ...kernel,
      origin: origin.nullable(),
      clause: z.string(),
      level,
      verdict: z.enum(['conforms', 'violates', 'unsupported', 'errored']),
      outcome: z.enum(['pass', 'fail', 'known', 'stale', 'skip', 'error']),
      tested: count,
      violations: count,
      witness: witness.nullable(),
      maxUlp: jsonNumber.nullable(),
      intervals: count,
      ranges: z.array(violatingRange).readonly(),
      behaviour: z.string().nullable(),
      message: z.string().nullable(),
      deviation: z.object({ reason: z.string(), url: z.string().nullable() }).nullable(),
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
      ...kernel,
      origin,
      tested: count,
      maxUlp: jsonNumber,
      maxUlpAt: bits.nullable(),
      maxUlpForgiven: jsonNumber,
      meanUlp: jsonNumber,
      misrounded: count,
      overOneUlp: count,
      flushes: z.object({ inputs: z.boolean(), results: z.boolean() }),
      grade: z.enum(['AAA', 'AA', 'A', 'F']),
      cost: z.object({ kernelMs: z.number(), judgeMs: z.number() }),
      binades: z.array(binade).readonly(),
    })
    .meta({ id: 'Profile' }),
);

/** Speed of one kernel at one length. */
const measurement = exactly<Measurement>()(
  z
    .object({
      ...kernel,
      length: count,
      mode: z.enum(modes),
      nsPerElement: jsonNumber,
      low: jsonNumber,
      high: jsonNumber,
      copyRatio: jsonNumber,
      samples: count,
      rounds: count,
      deadCode: z.boolean(),
    })
    .meta({ id: 'Measurement' }),
);

const comparison = exactly<Comparison>()(
  z
    .object({
      ...kernel,
      against: z.string(),
      length: count,
      mode: z.enum(modes),
      ratio: jsonNumber,
      low: jsonNumber,
      high: jsonNumber,
    })
    .meta({ id: 'Comparison' }),
);

const refusal = exactly<Refusal>()(
  z.object({ ...kernel, reason: z.string() }).meta({ id: 'Refusal' }),
);

const failure = exactly<Failure>()(
  z.object({ ...kernel, message: z.string() }).meta({ id: 'Failure' }),
);

/** The machine that a run was made on. */
const environment = exactly<Environment>()(
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
    environment,
  }),
);

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
      refusals: z.array(refusal).readonly(),
      failures: z.array(failure).readonly(),
      summary,
    })
    .meta({ id: 'Report' }),
);
