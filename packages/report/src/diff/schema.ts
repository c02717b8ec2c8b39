import type { Shift, Trust } from '@rectify/bench';
import { z } from 'zod';
import { exactly } from '../exactly.ts';
import {
  bits,
  cellShape,
  count,
  grade,
  jsonNumber,
  kernelShape,
  level,
  mode,
  outcome,
  verdict,
} from '../schema-values.ts';
import { runSchema } from '../schema.ts';
import type { Change, ClauseState, ComparedKernel, Diff, RangeErrors, SpeedDiff } from './types.ts';
import { trends } from './types.ts';

const clauseState = exactly<ClauseState>()(
  z
    .object({
      outcome,
      verdict,
      tested: count,
      violations: count,
      maxUlp: jsonNumber.nullable(),
      behaviour: z.string().nullable(),
      message: z.string().nullable(),
    })
    .meta({ id: 'ClauseState' }),
);

const errors = exactly<RangeErrors>()(
  z.object({ p99Ulp: jsonNumber, maxUlp: jsonNumber }).meta({ id: 'RangeErrors' }),
);

const misrounded = z.object({ misrounded: count, tested: count });
const common = { ...kernelShape, trend: z.enum(trends) };

const yardstick = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('clock') }),
  z.object({ kind: z.literal('copy') }),
  z.object({ kind: z.literal('backend'), backend: z.string() }),
]);

const shift = exactly<Shift>()(
  z
    .object({ yardstick, ratio: jsonNumber, low: jsonNumber, high: jsonNumber, p: z.number() })
    .meta({ id: 'Shift' }),
);

const trust = exactly<Trust>()(
  z
    .object({
      backend: z.string(),
      comparisons: count,
      falseAlarms: count,
      found: count,
      smallest: z.number().nullable(),
    })
    .meta({ id: 'Trust' }),
);

const cell = { ...kernelShape, ...cellShape, mode, shifts: z.array(shift).readonly() };

const speed = exactly<SpeedDiff>()(
  z
    .object({
      demands: z.object({ change: z.number(), significance: z.number(), excluded: z.number() }),
      trust: trust.nullable(),
      cells: z
        .array(
          z.object({
            ...cell,
            verdict: z.enum(['slower', 'faster', 'same', 'unclear']),
            old: jsonNumber,
            new: jsonNumber,
          }),
        )
        .readonly(),
    })
    .meta({ id: 'SpeedDiff' }),
);

const change = exactly<Change>()(
  z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('kernel'), ...common }),
      z.object({
        kind: z.literal('clause'),
        ...common,
        clause: z.string(),
        level,
        old: clauseState.nullable(),
        new: clauseState.nullable(),
      }),
      z.object({ kind: z.literal('grade'), ...common, old: grade, new: grade }),
      z.object({ kind: z.literal('max-ulp'), ...common, old: jsonNumber, new: jsonNumber }),
      z.object({ kind: z.literal('misrounded'), ...common, old: misrounded, new: misrounded }),
      z.object({
        kind: z.literal('accuracy'),
        ...common,
        range: z.object({ first: bits, last: bits }),
        old: errors,
        new: errors,
      }),
      z.object({
        kind: z.literal('speed'),
        ...common,
        ...cell,
        trust: trust.nullable(),
        old: jsonNumber.nullable(),
        new: jsonNumber.nullable(),
      }),
    ])
    .meta({ id: 'Change' }),
);

const compared = exactly<ComparedKernel>()(
  z.object({ ...kernelShape, sameInputs: z.boolean() }).meta({ id: 'ComparedKernel' }),
);

/** The document of `rectify diff --format json`. */
export const diffSchema: z.ZodType<Diff> = exactly<Diff>()(
  z
    .object({
      schema: z.literal('rectify/diff@1'),
      old: runSchema,
      new: runSchema,
      runtimes: z
        .array(
          z.object({
            backend: z.string(),
            runtime: z.string(),
            old: z.string().nullable(),
            new: z.string().nullable(),
          }),
        )
        .readonly(),
      kernels: z.array(compared).readonly(),
      changes: z.array(change).readonly(),
      summary: z.object({
        worse: count,
        better: count,
        appeared: count,
        vanished: count,
        different: count,
      }),
      speed: speed.exactOptional(),
    })
    .meta({ id: 'Diff' }),
);
