import type { Deviation, KernelRequest } from '@rectify/backend';
import { kernelKey } from '@rectify/backend';
import type { Judged } from '@rectify/conformance';
import { judgeErrored, judgeUnsupported, knownInputs } from '@rectify/conformance';
import type { Part, Profile } from '@rectify/record';
import type { BackendRef } from '../process/backend-ref.ts';
import type { Claim, Unsupported } from '../process/protocol.ts';
import type { Judges } from './judge-shard.ts';
import { judgeShard } from './judge-shard.ts';
import type { VerifyOptions } from './options.ts';
import { concludeSum } from './parts.ts';
import { wholeRun } from './shard.ts';

/** Why there is no kernel, its name first: `no-vjp: …`. */
function noteOf({ reason, note }: Unsupported): string {
  return `${reason}: ${note}`;
}

/** Verdicts of a kernel, and its profile where it was judged; `part` alone where this is one of several shards. */
interface JudgedKernel {
  readonly judged: readonly Judged[];
  readonly profile: Profile | null;
  readonly part: Part | null;
}

/** Judges a kernel by what its backend says of it, and by what it gives. */
export async function judgeClaimed(
  ref: BackendRef,
  judges: Judges,
  request: KernelRequest,
  claim: Claim,
  o: VerifyOptions & {
    readonly deviations: readonly Deviation[];
    readonly tally: { readonly done: number; readonly total: number };
  },
): Promise<JudgedKernel> {
  const clauses = o.clauses.filter(({ op, pass }) => op === request.op && pass === request.pass);
  switch (claim.kind) {
    case 'unsupported':
      return { judged: judgeUnsupported(clauses, noteOf(claim)), profile: null, part: null };
    case 'errored':
      return { judged: judgeErrored(clauses, claim.message), profile: null, part: null };
    case 'supported':
      break;
    default:
      return claim satisfies never;
  }
  const { depth, seed, shard = wholeRun, on } = o;
  const { origin } = claim;
  const key = kernelKey({ backend: ref.id, ...request });
  const { sum, part, unsupported, cost } = await judgeShard(judges, {
    backend: ref.id,
    request,
    origin,
    judge: {
      depth,
      seed,
      stride: o.stride ?? 1,
      clauses,
      inputs: knownInputs(clauses, o.deviations),
    },
    shard,
    before: (o.before?.parts ?? []).filter((one) => kernelKey(one) === key),
    signal: o.signal,
    onPart: (one) => on?.({ kind: 'part', part: one }),
    onProgress: (done) => on?.({ kind: 'progress', backend: ref.id, request, ...done, ...o.tally }),
  });
  if (unsupported !== null)
    return { judged: judgeUnsupported(clauses, noteOf(unsupported)), profile: null, part: null };
  if (shard.count > 1) return { judged: [], profile: null, part };
  const kernel = { backend: ref.id, ...request, origin, cost };
  return { ...concludeSum(kernel, clauses, sum), part: null };
}
