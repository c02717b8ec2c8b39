import { listers, origins } from '@rectify/backend';
import { dtypes, floatTypes } from '@rectify/float';
import { levels, opIds, passes } from '@rectify/spec';
import { z } from 'zod';
import { coverages, grades, inputKinds, modes, outcomes, verdicts } from './words.ts';

/** Nothing in it is to be written to. */
type Frozen<T> = { readonly [K in keyof T]: Frozen<T[K]> };

/** What a schema describes, as a type. */
export type TypeOf<S extends z.ZodType> = Frozen<z.output<S>>;

/** A count. */
export const count = z.int().min(0);

/** A number as JSON can hold it. */
export function portableNumber(value: number): number | 'NaN' | 'Infinity' | '-Infinity' {
  if (Number.isNaN(value)) return 'NaN';
  if (Number.isFinite(value)) return value;
  return value > 0 ? 'Infinity' : '-Infinity';
}

/** A number, which JSON holds as the string "NaN", "Infinity" or "-Infinity" where it has no number for it. */
export const jsonNumber = z
  .codec(
    z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity'])]),
    z.custom<number>((value) => typeof value === 'number'),
    { decode: Number, encode: portableNumber },
  )
  .meta({ id: 'Number' });

const hexWidths = [...new Set(dtypes.map((one) => floatTypes[one].codec.width / 4))].toSorted(
  (a, b) => a - b,
);

/** Bits of one element: lower-case hex of the dtype's full width. */
export const bits = z
  .string()
  .regex(new RegExp(`^0x(?:${hexWidths.map((width) => `[\\da-f]{${width}}`).join('|')})$`))
  .meta({ id: 'Bits' });

const op = z.enum(opIds);
const pass = z.enum(passes);
export const dtype = z.enum(dtypes);
export const level = z.enum(levels);
export const origin = z.enum(origins);
export const outcome = z.enum(outcomes);
export const verdict = z.enum(verdicts);
export const grade = z.enum(grades);
export const mode = z.enum(modes);
export const coverage = z.enum(coverages);
export const lister = z.enum(listers);

/** What names a backend's kernel. */
export const kernelShape = { backend: z.string(), op, pass, dtype };

const { backend: _, ...requestShape } = kernelShape;

/** Elements, kind of input and threads: what a kernel is timed at. */
const placeShape = {
  /** Elements of `x` (and `dy`). */
  length: count,
  inputs: z.enum(inputKinds),
  /** Threads that the backend was given. */
  threads: count,
};

/** What is timed, without the backend. */
export const cellShape = { ...requestShape, ...placeShape };

/** The same with the backend. */
export const kernelCellShape = { ...kernelShape, ...placeShape };

/** A ratio, or a time, with its interval. */
export const intervalShape = { low: jsonNumber, high: jsonNumber };
