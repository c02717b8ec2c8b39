import { dtypes } from '@rectify/float';
import { inputKinds, modes } from '@rectify/bench';
import { levels, opIds, passes } from '@rectify/spec';
import { z } from 'zod';

/** A count. */
export const count: z.ZodInt = z.int().min(0);

/** A number, which JSON holds as the string "NaN", "Infinity" or "-Infinity" where it has no number for it. */
export const jsonNumber: z.ZodType<number, number | 'NaN' | 'Infinity' | '-Infinity'> = z
  .codec(
    z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity'])]),
    z.custom<number>((value) => typeof value === 'number'),
    {
      decode: Number,
      encode: (value) => {
        if (Number.isNaN(value)) return 'NaN';
        if (Number.isFinite(value)) return value;
        return value > 0 ? 'Infinity' : '-Infinity';
      },
    },
  )
  .meta({ id: 'Number' });

/** Bits of one element: lower-case hex of the dtype's full width. */
export const bits: z.ZodType<string, string> = z
  .string()
  .regex(/^0x(?:[\da-f]{4}|[\da-f]{8}|[\da-f]{16})$/)
  .meta({ id: 'Bits' });

export const op: z.ZodEnum<{ [K in (typeof opIds)[number]]: K }> = z.enum(opIds);
export const pass: z.ZodEnum<{ [K in (typeof passes)[number]]: K }> = z.enum(passes);
export const dtype: z.ZodEnum<{ [K in (typeof dtypes)[number]]: K }> = z.enum(dtypes);
export const level: z.ZodEnum<{ [K in (typeof levels)[number]]: K }> = z.enum(levels);
export const origin: z.ZodEnum<{ native: 'native'; autodiff: 'autodiff'; composed: 'composed' }> =
  z.enum(['native', 'autodiff', 'composed']);

/** What names a backend's kernel. */
export const kernelShape: {
  readonly backend: z.ZodString;
  readonly op: typeof op;
  readonly pass: typeof pass;
  readonly dtype: typeof dtype;
} = { backend: z.string(), op, pass, dtype };

const outcomes = ['pass', 'fail', 'known', 'stale', 'skip', 'error'] as const;
const verdicts = ['conforms', 'violates', 'unsupported', 'errored'] as const;
const grades = ['AAA', 'AA', 'A', 'F'] as const;
export const outcome: z.ZodEnum<{ [K in (typeof outcomes)[number]]: K }> = z.enum(outcomes);
export const verdict: z.ZodEnum<{ [K in (typeof verdicts)[number]]: K }> = z.enum(verdicts);
export const grade: z.ZodEnum<{ [K in (typeof grades)[number]]: K }> = z.enum(grades);

export const mode: z.ZodEnum<{ [K in (typeof modes)[number]]: K }> = z.enum(modes);

/** What a timed cell has beside its kernel. */
export const cellShape: {
  readonly length: z.ZodInt;
  readonly inputs: z.ZodEnum<{ [K in (typeof inputKinds)[number]]: K }>;
  readonly threads: z.ZodInt;
} = { length: count, inputs: z.enum(inputKinds), threads: count };
