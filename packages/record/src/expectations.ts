import { clauses } from '@rectify/spec';
import { validRange } from 'semver';
import { z } from 'zod';
import { count, dtype, type TypeOf } from './values.ts';

/** Clauses that can fail, and so be expected to. */
export const judgedClauses: readonly string[] = clauses
  .filter(({ level }) => level !== 'may')
  .map(({ id }) => id);

const names = z.array(z.string()).readonly().exactOptional();

/** A value, or several, each once. */
const oneOrMore = <S extends z.ZodType<string>>(value: S) =>
  z.union([
    value,
    z
      .array(value)
      .min(1)
      .refine((all) => new Set(all).size === all.length, 'has one twice')
      .readonly()
      .meta({ uniqueItems: true }),
  ]);

const expectationSchema = z
  .strictObject({
    backend: z.string().meta({ description: 'as on the command line' }),
    clause: oneOrMore(z.enum(judgedClauses)).meta({
      description:
        'as `rectify list clauses` shows it, or a list of several that one reason is about',
    }),
    dtype: oneOrMore(dtype)
      .exactOptional()
      .meta({ description: 'one or a list; float32 when left out' }),
    versions: z
      .string()
      .refine((range) => validRange(range) !== null, 'is no semver range')
      .meta({ description: 'versions of the runtime, as a semver range: ~1.30.0' }),
    when: z
      .strictObject({ platform: names, arch: names, isa: names, lacks: names })
      .exactOptional()
      .meta({
        description:
          'where it applies: process.platform, process.arch, and instruction sets of the CPU: `isa` has those that it must have, all of them, `lacks` those of which it may have none',
      }),
    reason: z.string().meta({
      description:
        'why the runtime does this; until it is given the deviation fails, and a placeholder (TODO, n/a, known, …) is none',
    }),
    url: z.url().exactOptional().meta({ description: 'where upstream it is reported' }),
    bound: z
      .strictObject({
        maxUlp: z.number().min(0).exactOptional(),
        violations: count.exactOptional(),
        seed: count.exactOptional(),
      })
      .exactOptional()
      .meta({
        description:
          'what none of them may grow past: error in ULP, and inputs that violate the clause at the depth of the run. With `seed` they are what its sample showed, and of another sample what chance explains is no more',
      }),
  })
  .meta({ id: 'Expectation' });
/** A deviation that the caller expects of a backend, as it stands in an expectations file. */
export interface Expectation extends TypeOf<typeof expectationSchema> {}

/** An expectations file. Unknown properties are refused: a mistyped one would expect something else than was meant. */
export const expectationsSchema = z
  .strictObject({
    $schema: z.string().exactOptional(),
    expectations: z.array(expectationSchema).readonly(),
  })
  .meta({ id: 'Expectations' });
export interface Expectations extends TypeOf<typeof expectationsSchema> {}
