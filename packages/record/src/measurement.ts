import { z } from 'zod';
import { selfTimedSchema } from './self-timed.ts';
import {
  cellShape,
  count,
  intervalShape,
  jsonNumber,
  kernelCellShape,
  mode,
  type TypeOf,
} from './values.ts';

export const cellSchema = z.object(cellShape);
/** One kernel at one length, on one kind of input: what a backend's process is asked to time. */
export interface Cell extends TypeOf<typeof cellSchema> {}

export const timedCellSchema = z.object({ ...kernelCellShape, mode });
/** One backend's cell, in one mode. */
export interface TimedCell extends TypeOf<typeof timedCellSchema> {}

const bimodalitySchema = z
  .object({
    fast: z.number(),
    slow: z.number(),
    /** How many of the samples are slow, 0 to 1. */
    slowShare: z.number(),
  })
  .meta({ id: 'Bimodality' });
/** Two speeds in one series: the medians of its fast and its slow samples. */
export interface Bimodality extends TypeOf<typeof bimodalitySchema> {}

export const measurementSchema = z
  .object({
    ...timedCellSchema.shape,
    /** Median of the rounds' medians, so that each process counts alike. */
    nsPerElement: jsonNumber,
    /** Bootstrap 95% interval of `nsPerElement`. */
    ...intervalShape,
    /** Bytes that the kernel must read and write at the least, over its time. */
    gbPerSecond: jsonNumber,
    /** Median of the per-round ratios to a copy (`TypedArray.set`) of the same bytes. */
    copyRatio: jsonNumber,
    /** `gbPerSecond` over what a copy reaches, in the same process: 1 is as fast as memory is copied. */
    copyShare: jsonNumber,
    /** Nanoseconds per element of a fill of one array. */
    fillNs: jsonNumber,
    /** The same of a read. */
    readNs: jsonNumber,
    /** Time over that of the fastest backend in this cell and mode, rounds paired; 1 for the fastest. */
    fastestRatio: jsonNumber,
    samples: count,
    rounds: count,
    /** Rounds whose samples became steady. */
    steadyRounds: count,
    /** Samples before they did. */
    warmupSamples: count,
    /** Samples beyond three quartile ranges of their round's quartiles: counted, not left out. */
    outliers: count,
    /** Change over the rounds, first to last, where all of it points one way; 0 otherwise. */
    drift: jsonNumber,
    bimodal: bimodalitySchema.nullable(),
    /** Collections of garbage per thousand calls. */
    collectionsPerThousand: jsonNumber,
    /** The share of the time that they took. */
    collectingShare: jsonNumber,
    /** Share of a call that the loop around it costs. */
    overhead: jsonNumber,
    /** As fast as a call that does nothing: whatever was timed, it was not the kernel. */
    deadCode: z.boolean(),
    /** Where it was not this suite that timed it; sums over the rounds. */
    selfTimed: selfTimedSchema.exactOptional(),
  })
  .meta({ id: 'Measurement' });
/** Statistics of a series. */
export interface Measurement extends TypeOf<typeof measurementSchema> {}

const ratioShape = { ratio: jsonNumber, ...intervalShape };

export const comparisonSchema = z
  .object({ ...kernelCellShape, against: z.string(), mode, ...ratioShape })
  .meta({ id: 'Comparison' });
/**
 * Speed of one backend against another's in the same cell and mode, within one run: the median of the per-round ratios of
 * time, above 1 where it is slower than `against`, with its bootstrap 95% interval.
 */
export interface Comparison extends TypeOf<typeof comparisonSchema> {}

export const ratioSchema = z
  .object({ ...timedCellSchema.shape, ...ratioShape })
  .meta({ id: 'Ratio' });
/** Time of a cell over that of the same backend's plain cell (mixed inputs, or the fewest threads), rounds paired. */
export interface Ratio extends TypeOf<typeof ratioSchema> {}

export const crossingSchema = z
  .object({
    ...kernelCellShape,
    /** Median over the rounds, with its bootstrap 95% interval. */
    nsPerElement: jsonNumber,
    ...intervalShape,
    /** Part of the round trip. */
    share: jsonNumber,
  })
  .meta({ id: 'Crossing' });
/** What it costs to cross into a runtime and back: a round trip less the kernel, rounds paired. */
export interface Crossing extends TypeOf<typeof crossingSchema> {}

const { length: _, ...lineShape } = kernelCellShape;

export const growthSchema = z
  .object({
    ...lineShape,
    mode,
    /** Fitted nanoseconds of a call on nothing. */
    callNs: jsonNumber,
    /** Fitted nanoseconds of each element. */
    elementNs: jsonNumber,
    /** What was measured over what the fit says, less 1, at each length. */
    residuals: z.array(z.object({ length: count, relative: jsonNumber })).readonly(),
  })
  .meta({ id: 'Growth' });
/** How a backend's time grows with the length: a cost of the call, and one of each element. */
export interface Growth extends TypeOf<typeof growthSchema> {}
