import { binadeEnds, binadeKey, type DType, floatTypes } from '@rectify/float';
import { z } from 'zod';
import { type Binade, binadeSchema, type Profile, profileSchema } from './profile.ts';
import { count, jsonNumber, type TypeOf } from './values.ts';

/** Binades by their key, which is sign and exponent field: from the first to the last. */
const runShape = [count, count] as const;

const columnsSchema = z
  .object({
    /** How many inputs: runs of binades that follow one on another and have as many. */
    tested: z.array(z.tuple([...runShape, count]).readonly()).readonly(),
    /** Runs of those binades where anything errs: the columns have their figures, one after another. */
    erring: z.array(z.tuple([...runShape]).readonly()).readonly(),
    maxUlp: z.array(jsonNumber).readonly(),
    meanUlp: z.array(jsonNumber).readonly(),
    /** Null where it is `maxUlp`. */
    p99Ulp: z.array(jsonNumber.nullable()).readonly(),
  })
  .meta({ id: 'BinadeColumns' });
interface BinadeColumns extends TypeOf<typeof columnsSchema> {}

type Recorded = BinadeColumns | readonly Binade[];

/** Whether the runs are binades of the dtype, in order, and every column has a figure for each that errs. */
function areSound(dtype: DType, { tested, erring, ...columns }: BinadeColumns): boolean {
  const keys = 2 * (floatTypes[dtype].line.infiniteField + 1);
  const inOrder = [tested, erring].every((runs) =>
    runs.every(
      ([first, last], i) => (runs[i - 1]?.[1] ?? -1) < first && first <= last && last < keys,
    ),
  );
  if (!inOrder) return false;
  const figures = erring.reduce((sum, [first, last]) => sum + last - first + 1, 0);
  return Object.values(columns).every(({ length }) => length === figures);
}

/** A profile as it stands in a record. */
export const recordedProfileSchema = profileSchema
  .extend({
    /** Of a run that came to its end it stands in the header, because it is no result. */
    cost: profileSchema.shape.cost.exactOptional(),
    /** Before version 2 a list. */
    binades: z.union([columnsSchema, z.array(binadeSchema).readonly()]),
  })
  .refine(
    ({ dtype, binades }) => !('tested' in binades) || areSound(dtype, binades),
    'has columns that do not fit together',
  )
  .meta({ id: 'RecordedProfile' });
export interface RecordedProfile extends TypeOf<typeof recordedProfileSchema> {}

/** What does not differ from the last run but in its end makes that run longer. */
function runsOf<T extends readonly number[]>(
  items: readonly (readonly [key: number, ...rest: T])[],
): readonly (readonly [first: number, last: number, ...rest: T])[] {
  const runs: [number, number, ...T][] = [];
  for (const [key, ...rest] of items) {
    const run = runs.at(-1);
    const isNext = run?.[1] === key - 1 && rest.every((value, i) => run[i + 2] === value);
    if (run !== undefined && isNext) run[1] = key;
    else runs.push([key, key, ...(rest as T)]);
  }
  return runs;
}

function keysOf([first, last]: readonly [
  number,
  number,
  ...(readonly number[]),
]): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

const errs = ({ maxUlp, meanUlp, p99Ulp }: Binade): boolean =>
  maxUlp !== 0 || meanUlp !== 0 || p99Ulp !== 0;

/** Binades in columns; as they are where they are none of the dtype, or not in order. */
function recorded(dtype: DType, binades: readonly Binade[]): Recorded {
  const keyed = binades.map((binade) => ({ key: binadeKey(dtype, binade) ?? -1, binade }));
  if (keyed.some(({ key }, i) => key <= (keyed[i - 1]?.key ?? -1))) return binades;
  const erring = keyed.filter(({ binade }) => errs(binade));
  return {
    tested: runsOf(keyed.map(({ key, binade }) => [key, binade.tested] as const)),
    erring: runsOf(erring.map(({ key }) => [key] as const)),
    maxUlp: erring.map(({ binade }) => binade.maxUlp),
    meanUlp: erring.map(({ binade }) => binade.meanUlp),
    p99Ulp: erring.map(({ binade: { p99Ulp, maxUlp } }) =>
      Object.is(p99Ulp, maxUlp) ? null : p99Ulp,
    ),
  };
}

function binadesFrom(dtype: DType, columns: BinadeColumns): readonly Binade[] {
  const figures = new Map(
    columns.erring.flatMap(keysOf).map((key, i) => {
      const [maxUlp = NaN, meanUlp = NaN] = [columns.maxUlp[i], columns.meanUlp[i]];
      return [key, { maxUlp, meanUlp, p99Ulp: columns.p99Ulp[i] ?? maxUlp }] as const;
    }),
  );
  const none = { maxUlp: 0, meanUlp: 0, p99Ulp: 0 };
  return columns.tested.flatMap((run) =>
    keysOf(run).map((key) => ({
      ...binadeEnds(dtype, key),
      tested: run[2],
      ...(figures.get(key) ?? none),
    })),
  );
}

/** A profile for a record. Reading it gives the same profile back, to the last bit. */
export function recordedProfile(profile: Profile): RecordedProfile {
  return { ...profile, binades: recorded(profile.dtype, profile.binades) };
}

/** The profile that a record has. */
export function profileFrom({ binades, ...rest }: RecordedProfile, cost: Profile['cost']): Profile {
  return {
    ...rest,
    cost,
    binades: 'tested' in binades ? binadesFrom(rest.dtype, binades) : binades,
  };
}
