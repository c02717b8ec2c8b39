import { z } from 'zod';
import { demandsSchema, estimateShape } from './effect.ts';
import { timedCellSchema } from './measurement.ts';
import { pairsSchema } from './profile.ts';
import { runSchema } from './run.ts';
import { trustSchema } from './trust.ts';
import {
  bits,
  count,
  coverage,
  grade,
  jsonNumber,
  kernelShape,
  level,
  outcome,
  type TypeOf,
  verdict,
} from './values.ts';
import { speedVerdicts, trends } from './words.ts';

const clauseFiguresSchema = z
  .object({
    outcome,
    verdict,
    tested: count,
    violations: count,
    maxUlp: jsonNumber.nullable(),
    behaviour: z.string().nullable(),
    message: z.string().nullable(),
  })
  .meta({ id: 'ClauseState' });
/** What a clause's finding said. */
export interface ClauseFigures extends TypeOf<typeof clauseFiguresSchema> {}

const rangeErrorsSchema = z
  .object({ p99Ulp: jsonNumber, maxUlp: jsonNumber })
  .meta({ id: 'RangeErrors' });
/** Errors of the inputs in a range: the greatest of its binades' 99th percentiles, and the greatest of all. */
export interface RangeErrors extends TypeOf<typeof rangeErrorsSchema> {}

const inputRangeSchema = z.object({ first: bits, last: bits });
/** Inputs from `first` to `last`, by value, as bits: one binade or several that lie together. */
export interface InputRange extends TypeOf<typeof inputRangeSchema> {}

const yardstickSchema = z.discriminatedUnion('kind', [
  /** Nothing: the time itself. */
  z.object({ kind: z.literal('clock') }),
  /** A copy of the same bytes in the same process. */
  z.object({ kind: z.literal('copy') }),
  /** The same kernel of a backend that is the same in both runs, in the same round. */
  z.object({ kind: z.literal('backend'), backend: z.string() }),
]);
/** What the times of a run are multiples of, process by process. */
export type Yardstick = TypeOf<typeof yardstickSchema>;

const shiftSchema = z
  .object({ yardstick: yardstickSchema, ...estimateShape })
  .meta({ id: 'Shift' });
/** Time of the later run over the earlier, both by one yardstick. */
export interface Shift extends TypeOf<typeof shiftSchema> {}

const shiftedCellShape = {
  ...timedCellSchema.shape,
  /** By the clock, a copy, and each backend that is the same in both. */
  shifts: z.array(shiftSchema).readonly(),
};

const speedChangeSchema = z.object({
  ...shiftedCellShape,
  verdict: z.enum(speedVerdicts),
  /** Nanoseconds per element in the earlier run. */
  old: jsonNumber,
  /** The same in the later run. */
  new: jsonNumber,
});
/** What became of one cell from one run to another. */
export interface SpeedChange extends TypeOf<typeof speedChangeSchema> {}

const speedDiffSchema = z
  .object({
    demands: demandsSchema,
    trust: trustSchema.nullable(),
    cells: z.array(speedChangeSchema).readonly(),
  })
  .meta({ id: 'SpeedDiff' });
/** Every cell that both runs timed, with what was asked of a difference. */
export interface SpeedDiff extends TypeOf<typeof speedDiffSchema> {}

const misrounded = z.object({ misrounded: count, tested: count });
const coveragesSchema = z.object({ old: coverage, new: coverage });
/** Which inputs both sides judged. */
export interface Coverages extends TypeOf<typeof coveragesSchema> {}

const common = {
  ...kernelShape,
  trend: z.enum(trends),
  /** Of a kernel that both judged. */
  coverage: coveragesSchema.exactOptional(),
};

const changeSchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('kernel'), ...common }),
    z.object({
      kind: z.literal('clause'),
      ...common,
      clause: z.string(),
      level,
      old: clauseFiguresSchema.nullable(),
      new: clauseFiguresSchema.nullable(),
    }),
    z.object({ kind: z.literal('grade'), ...common, old: grade, new: grade }),
    /** Worst error of the kernel. */
    z.object({ kind: z.literal('max-ulp'), ...common, old: jsonNumber, new: jsonNumber }),
    z.object({ kind: z.literal('misrounded'), ...common, old: misrounded, new: misrounded }),
    /** Errors of a gradient on pairs (x, dy). */
    z.object({ kind: z.literal('pairs'), ...common, old: pairsSchema, new: pairsSchema }),
    /** The error profile in a range of inputs. */
    z.object({
      kind: z.literal('accuracy'),
      ...common,
      range: inputRangeSchema,
      old: rangeErrorsSchema,
      new: rangeErrorsSchema,
    }),
    z.object({
      kind: z.literal('speed'),
      ...common,
      ...shiftedCellShape,
      /** What the machine's self-test showed, where one was given. */
      trust: trustSchema.nullable(),
      /** Nanoseconds per element; null where it was not timed. */
      old: jsonNumber.nullable(),
      new: jsonNumber.nullable(),
    }),
  ])
  .meta({ id: 'Change' });
/** One thing that is other than it was. */
export type Change = TypeOf<typeof changeSchema>;

const comparedKernelSchema = z
  .object({ ...kernelShape, sameInputs: z.boolean() })
  .meta({ id: 'ComparedKernel' });
/** A kernel that both have, and whether the same inputs were judged, so that every difference of figures is one. */
export interface ComparedKernel extends TypeOf<typeof comparedKernelSchema> {}

const runtimeVersionsSchema = z.object({
  backend: z.string(),
  runtime: z.string(),
  old: z.string().nullable(),
  new: z.string().nullable(),
});
/** Version of a runtime on both sides; null where it was not there. */
export interface RuntimeVersions extends TypeOf<typeof runtimeVersionsSchema> {}

const notAskedSchema = z
  .object({ ...kernelShape, what: z.enum(['judged', 'timed']) })
  .meta({ id: 'NotAsked' });
/** A kernel that the earlier run judged, or timed in some way, and that the later one was not asked for. */
export interface NotAsked extends TypeOf<typeof notAskedSchema> {}

/** The document of `rectify diff --format json`. */
export const diffSchema = z
  .object({
    schema: z.literal('rectify/diff@1'),
    old: runSchema,
    new: runSchema,
    runtimes: z.array(runtimeVersionsSchema).readonly(),
    kernels: z.array(comparedKernelSchema).readonly(),
    /** What the earlier run has that the later one was not asked for, so that it is not `vanished`. */
    notAsked: z.array(notAskedSchema).readonly().exactOptional(),
    changes: z.array(changeSchema).readonly(),
    /** How many changes have each trend. */
    summary: z.object({
      worse: count,
      better: count,
      listed: count.exactOptional(),
      appeared: count,
      vanished: count,
      different: count,
    }),
    speed: speedDiffSchema.exactOptional(),
  })
  .meta({ id: 'Diff' });
/** What became of conformance, and of speed where that was asked for, between two runs. */
export interface Diff extends TypeOf<typeof diffSchema> {}
