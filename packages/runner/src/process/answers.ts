import {
  errorCodes,
  type Identity,
  origins,
  type Support,
  unsupportedReasons,
} from '@rectify/backend';
import { deviationSchema, modes } from '@rectify/record';
import { z } from 'zod';
import type { Answers, Command, Ran } from './protocol.ts';

const no = { reason: z.enum(unsupportedReasons), note: z.string() };

/** What `supports` and `probe` of a backend say. */
export const supportSchema: z.ZodType<Support> = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), origin: z.enum(origins) }),
  z.object({ ok: z.literal(false), ...no }),
]);

/** What an opened backend says of itself, but for what is for people alone. */
export const identitySchema: z.ZodType<Identity> = z.object({
  id: z.string().min(1),
  name: z.string(),
  version: z.string(),
  device: z.string(),
  threads: z.int().min(1),
});

const errored = z.object({ kind: z.literal('errored'), message: z.string() });
const unsupported = z.object({ kind: z.literal('unsupported'), ...no });
const moduleInfo = z.object({
  id: z.string(),
  runtime: z.string(),
  deviations: z.array(deviationSchema),
});

const nanoseconds = z.number().nonnegative();
const count = z.int().min(0);
const samples = z
  .object({
    mode: z.enum(modes),
    ns: z.array(nanoseconds),
    warmup: count,
    steady: z.boolean().nullable(),
    calls: z.int().min(1),
    collections: count,
    collectingMs: nanoseconds,
  })
  .refine(({ ns, warmup }) => warmup <= ns.length, 'has more warm-up than samples');

const schemas: { readonly [C in keyof Answers]: z.ZodType<Answers[C]> } = {
  start: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('opened'),
      module: moduleInfo,
      identity: identitySchema,
      claims: z.array(
        z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('supported'), origin: z.enum(origins) }),
          unsupported,
          errored,
        ]),
      ),
    }),
    z.object({ kind: z.literal('unavailable'), module: moduleInfo, note: z.string() }),
    z.object({
      kind: z.literal('refused'),
      code: z.enum(errorCodes),
      message: z.string(),
      hint: z.string(),
    }),
    errored,
  ]),
  run: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('returned'),
      // Of which type and length is asked where it is known what is due.
      y: z.custom<Extract<Ran, { kind: 'returned' }>['y']>((y) => ArrayBuffer.isView(y)),
    }),
    unsupported,
    errored,
  ]),
  fill: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('filled') }),
    unsupported,
    errored,
  ]),
  time: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('timed'),
      series: z.array(samples),
      limits: z
        .object({ copyNs: nanoseconds, fillNs: nanoseconds, readNs: nanoseconds })
        .nullable(),
      emptyNs: nanoseconds,
    }),
    z.object({ kind: z.literal('untimeable'), reason: z.string() }),
    errored,
  ]),
  stop: z.object({ kind: z.literal('stopped') }),
};

/** What came over the channel, as the answer to a command; or what is wrong with it. */
export function parseAnswer<C extends Command['cmd']>(
  cmd: C,
  answer: unknown,
): z.ZodSafeParseResult<Answers[C]> {
  return schemas[cmd].safeParse(answer);
}

/** A message back, as far as it tells whether it is the one that is waited for. */
export const messageSchema: z.ZodType<{ readonly seq: number; readonly answer?: unknown }> =
  z.object({ seq: z.number(), answer: z.unknown() });
