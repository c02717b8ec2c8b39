import { origins, unsupportedReasons } from '@rectify/backend';
import { dtypes } from '@rectify/float';
import { passes } from '@rectify/spec';
import { z } from 'zod';

/** Elements of one request at most. */
export const mostElements = 65_536;

const seq = z.int().min(0).describe('number of the request; its response repeats it');
const kernelSchema = z.object({
  op: z.string().regex(/^[a-z][\da-z-]*$/),
  pass: z.enum(passes),
  dtype: z.enum(dtypes),
});
/** A kernel on the wire. Its op may be one that this version does not know. */
export type WireKernel = z.output<typeof kernelSchema>;

/** A kernel's name on the wire, whatever else an object is about. */
export function wireKernel({ op, pass, dtype }: WireKernel): WireKernel {
  return { op, pass, dtype };
}

const array = z
  .base64()
  .max(Math.ceil((mostElements * 8) / 3) * 4)
  .describe('little-endian elements of the dtype');
const inputs = {
  ...kernelSchema.shape,
  x: array,
  dy: array.optional().describe('with the pass vjp'),
};
const text = z.string().min(1).max(200);

export const requestSchema = z.discriminatedUnion('cmd', [
  z.object({ seq, cmd: z.literal('start'), protocol: z.literal(1) }),
  z.object({ seq, cmd: z.literal('run'), ...inputs }),
  z.object({
    seq,
    cmd: z.literal('time'),
    ...inputs,
    samples: z.int().min(1).max(10_000).describe('samples that are wanted'),
    minSampleNs: z.int().min(1).describe('a sample repeats the run until it lasts so long'),
  }),
  z.object({ seq, cmd: z.literal('stop') }),
]);
/** What rectify writes to a harness, one on a line. */
export type HarnessRequest = z.output<typeof requestSchema>;

const failed = z.object({
  seq,
  error: z.object({ message: z.string(), trace: z.string().optional() }),
});
export type Failed = z.output<typeof failed>;

const unsupported = z.object({
  seq,
  unsupported: z.object({ reason: z.enum(unsupportedReasons), note: z.string() }),
});
export type NotSupported = z.output<typeof unsupported>;

const started = z.object({
  seq,
  identity: z.object({
    id: z
      .string()
      .regex(/^[\dA-Za-z][\w.+-]{0,63}$/)
      .describe('names the backend in reports and records'),
    name: text,
    version: text.describe('of the library that computes: deviations are about versions'),
    language: text.optional(),
    device: text.optional().describe('what it computes on; cpu when left out'),
    homepage: text.optional(),
    issues: text.optional(),
  }),
  kernels: z.array(kernelSchema.extend({ origin: z.enum(origins) })),
});
const returned = z.object({ seq, y: array });
const timed = z.object({
  seq,
  ns: z.array(z.number().positive()).min(1).max(10_000).describe('nanoseconds per run'),
});
const stopped = z.object({ seq });

/** What a harness answers to each command, one on a line. */
export interface HarnessResponses {
  readonly start: z.output<typeof started> | Failed;
  readonly run: z.output<typeof returned> | NotSupported | Failed;
  readonly time: z.output<typeof timed> | NotSupported | Failed;
  readonly stop: z.output<typeof stopped> | Failed;
}

/** Exactly one of several forms: what is another one's alone must not be there. */
function oneForm<F extends z.ZodObject>(...forms: readonly F[]): z.ZodType<z.output<F>> {
  const absent = z.never('does not go with the rest of the response').optional();
  const keys = new Set(forms.flatMap(({ shape }) => Object.keys(shape)));
  const narrowed = forms.map(({ shape }) => {
    const others = [...keys].filter((key) => !(key in shape));
    return z.object({ ...shape, ...Object.fromEntries(others.map((key) => [key, absent])) });
  });
  return z.union(narrowed) as unknown as z.ZodType<z.output<F>>;
}

export const responseSchemas: {
  readonly [C in keyof HarnessResponses]: z.ZodType<HarnessResponses[C]>;
} = {
  start: oneForm<typeof started | typeof failed>(started, failed),
  run: oneForm<typeof returned | typeof unsupported | typeof failed>(returned, unsupported, failed),
  time: oneForm<typeof timed | typeof unsupported | typeof failed>(timed, unsupported, failed),
  stop: oneForm<typeof stopped | typeof failed>(stopped, failed),
};
