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

const responses = {
  start: z.union([started, failed]),
  run: z.union([z.object({ seq, y: array }), unsupported, failed]),
  time: z.union([
    z.object({
      seq,
      ns: z.array(z.number().positive()).min(1).max(10_000).describe('nanoseconds per run'),
    }),
    unsupported,
    failed,
  ]),
  stop: z.union([failed, z.object({ seq })]),
};
/** What a harness answers to each command, one on a line. */
export type HarnessResponses = {
  readonly [C in keyof typeof responses]: z.output<(typeof responses)[C]>;
};
export const responseSchemas: {
  readonly [C in keyof HarnessResponses]: z.ZodType<HarnessResponses[C]>;
} = responses;

/** What is wrong with a message, with its place: of all forms that it may have, as the nearest one sees it. */
export function describeIssues({ issues }: z.ZodError): string {
  const [first] = issues;
  const forms = first?.code === 'invalid_union' ? first.errors : [issues];
  const [nearest] = forms.toSorted((a, b) => a.length - b.length);
  return (nearest ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
}
