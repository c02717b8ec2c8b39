import type { DType, Origin, Pass, Support } from '@rectify/backend';
import { dtypes } from '@rectify/float';
import { passes } from '@rectify/spec';
import { z } from 'zod';

/** Elements of one request at most. */
export const mostElements = 65_536;

/** A kernel on the wire. Its op may be one that this version does not know. */
export interface WireKernel {
  readonly op: string;
  readonly pass: Pass;
  readonly dtype: DType;
}
/** A kernel's name on the wire, whatever else an object is about. */
export function wireKernel<K extends WireKernel>({
  op,
  pass,
  dtype,
}: K): Pick<K, 'op' | 'pass' | 'dtype'> {
  return { op, pass, dtype };
}

interface WireInputs extends WireKernel {
  readonly x: string;
  readonly dy?: string | undefined;
}

/** What rectify writes to a harness, one on a line. */
export type HarnessRequest =
  | { readonly seq: number; readonly cmd: 'start'; readonly protocol: 1 }
  | ({ readonly seq: number; readonly cmd: 'run' } & WireInputs)
  | ({
      readonly seq: number;
      readonly cmd: 'time';
      readonly samples: number;
      readonly minSampleNs: number;
    } & WireInputs)
  | { readonly seq: number; readonly cmd: 'stop' };

interface HarnessIdentity {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly language?: string | undefined;
  readonly device?: string | undefined;
  readonly homepage?: string | undefined;
  readonly issues?: string | undefined;
}

interface Numbered {
  readonly seq: number;
}
export interface NotSupported extends Numbered {
  readonly unsupported: Pick<Extract<Support, { ok: false }>, 'reason' | 'note'>;
}
export interface Failed extends Numbered {
  readonly error: { readonly message: string; readonly trace?: string | undefined };
}

/** What a harness answers to each command, one on a line. */
export interface HarnessResponses {
  readonly start:
    | (Numbered & {
        readonly identity: HarnessIdentity;
        readonly kernels: readonly (WireKernel & { readonly origin: Origin })[];
      })
    | Failed;
  readonly run: (Numbered & { readonly y: string }) | NotSupported | Failed;
  readonly time: (Numbered & { readonly ns: readonly number[] }) | NotSupported | Failed;
  readonly stop: Failed | Numbered;
}

/** What is wrong with a message, with its place: of all forms that it may have, as the nearest one sees it. */
export function describeIssues({ issues }: z.ZodError): string {
  const [first] = issues;
  const forms = first?.code === 'invalid_union' ? first.errors : [issues];
  const [nearest] = forms.toSorted((a, b) => a.length - b.length);
  return (nearest ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
}

const seq = z.int().min(0).describe('number of the request; its response repeats it');
const kernel = {
  op: z.string().regex(/^[a-z][\da-z-]*$/),
  pass: z.enum(passes),
  dtype: z.enum(dtypes),
};
const array = z
  .base64()
  .max(Math.ceil((mostElements * 8) / 3) * 4)
  .describe('little-endian elements of the dtype');
const inputs = { ...kernel, x: array, dy: array.optional().describe('with the pass vjp') };
const text = z.string().min(1).max(200);

export const requestSchema: z.ZodType<HarnessRequest> = z.discriminatedUnion('cmd', [
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

const failed = z.object({
  seq,
  error: z.object({ message: z.string(), trace: z.string().optional() }),
});
const unsupported = z.object({
  seq,
  unsupported: z.object({
    reason: z.enum(['no-op', 'no-dtype', 'no-vjp', 'no-device']),
    note: z.string(),
  }),
});
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
  kernels: z.array(z.object({ ...kernel, origin: z.enum(['native', 'autodiff', 'composed']) })),
});

export const responseSchemas: {
  readonly [C in keyof HarnessResponses]: z.ZodType<HarnessResponses[C]>;
} = {
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
