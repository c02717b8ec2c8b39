import type { BackendKernel } from '@rectify/backend';
import { passName } from '@rectify/backend';
import { opIds, passes } from '@rectify/spec';
import { z } from 'zod';
import type { Cell } from './measurement.ts';
import { count, dtype, type TypeOf } from './values.ts';
import { inputKinds } from './words.ts';

/** Values of a filter as they were given; null stands for all that there are. */
const valuesOf = <S extends z.ZodType>(value: S) => z.array(value).readonly().nullable();

export const askedSchema = z
  .object({
    /** Backends by id, where some were named; null is every one that is installed. */
    backends: valuesOf(z.string()),
    ops: valuesOf(z.enum(opIds)),
    passes: valuesOf(z.enum(passes)),
    dtypes: valuesOf(dtype),
    clauses: valuesOf(z.string()),
    /** Whether verdicts were asked for: what is judged before it is timed is no result. */
    judged: z.boolean(),
    /** What was to be timed, if anything. */
    timed: z
      .object({
        dtypes: z.array(dtype).readonly(),
        lengths: z.array(count).readonly(),
        inputs: z.array(z.enum(inputKinds)).readonly(),
        threads: z.array(count).readonly(),
      })
      .nullable(),
  })
  .meta({ id: 'Asked' });
/** What a run was asked for: what it lacks of that was not left out, it is missing. */
export interface Asked extends TypeOf<typeof askedSchema> {}

/** What several runs were asked for together; a record that does not say it was asked for everything. */
export type AskedTogether = readonly Asked[] | undefined;

const takes = <T>(chosen: readonly T[] | null, value: T): boolean =>
  chosen?.includes(value) ?? true;

/** Whether a kernel is of the backends, ops and passes that were asked for. */
export const takesKernel = ({ backends, ops, passes: own }: Asked, one: BackendKernel): boolean =>
  takes(backends, one.backend) && takes(ops, one.op) && takes(own, one.pass);

/** Whether a run was asked for verdicts on a kernel, by this clause where one is named. */
export function wasToJudge(asked: AskedTogether, one: BackendKernel, clause?: string): boolean {
  if (asked === undefined) return true;
  return asked.some(
    (each) =>
      each.judged &&
      takesKernel(each, one) &&
      takes(each.dtypes, one.dtype) &&
      (clause === undefined
        ? (each.clauses?.some((id) => id.startsWith(`${passName(one)}/`)) ?? true)
        : takes(each.clauses, clause)),
  );
}

/** Whether a run was asked to time a cell of a backend. */
export function wasToTime(asked: AskedTogether, one: Cell & { readonly backend: string }): boolean {
  if (asked === undefined) return true;
  return asked.some((each) => {
    const { timed } = each;
    return (
      timed !== null &&
      takesKernel(each, one) &&
      timed.dtypes.includes(one.dtype) &&
      timed.lengths.includes(one.length) &&
      timed.inputs.includes(one.inputs) &&
      timed.threads.includes(one.threads)
    );
  });
}
