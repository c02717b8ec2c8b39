import { z } from 'zod';
import { measurementSchema } from './measurement.ts';
import { sourceRunSchema } from './source-run.ts';
import { pairsSchema } from './profile.ts';
import { coverage, grade, jsonNumber, kernelShape, type TypeOf } from './values.ts';

const kernelFiguresSchema = z
  .object({
    ...kernelShape,
    grade: grade.nullable(),
    maxUlp: jsonNumber.nullable(),
    /** Which inputs both are of, where it was judged. */
    coverage: coverage.exactOptional(),
    /** Of a gradient, on pairs (x, dy). */
    pairs: pairsSchema.exactOptional(),
    speeds: z
      .array(
        measurementSchema.pick({
          length: true,
          inputs: true,
          threads: true,
          mode: true,
          nsPerElement: true,
          low: true,
          high: true,
          copyRatio: true,
        }),
      )
      .readonly(),
  })
  .meta({ id: 'KernelFigures' });
/** What is compared of a kernel on a backend. */
export interface KernelFigures extends TypeOf<typeof kernelFiguresSchema> {}

/** The document of `rectify cmp --format json`. */
export const cmpSchema = z
  .object({
    schema: z.literal('rectify/cmp@1'),
    sources: z.array(sourceRunSchema).readonly(),
    kernels: z.array(kernelFiguresSchema).readonly(),
    /** What keeps times of several runs from being compared one with another. */
    cautions: z.array(z.string()).readonly(),
  })
  .meta({ id: 'Cmp' });
