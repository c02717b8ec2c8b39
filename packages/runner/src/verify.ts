import os from 'node:os';
import type { Deviation, KernelRequest } from '@rectify/backend';
import { suiteError } from '@rectify/backend';
import type { BackendEntry, Depth, Finding, Part, Profile } from '@rectify/record';
import type { Clause } from '@rectify/spec';
import type { Judged, Machine } from '@rectify/conformance';
import {
  gradeOf,
  judgeErrored,
  judgeUnsupported,
  knownInputs,
  reconcile,
} from '@rectify/conformance';
import { inParallel } from './parallel.ts';
import { environment, machineOf } from './environment.ts';
import { noteEndFault } from './end-fault.ts';
import type { RunEvent } from './event.ts';
import { judgePart } from './judge-part.ts';
import type { Shard } from './part.ts';
import { concludeSum, strideDepth, wholeRun } from './part.ts';
import type { Claim, Started, Unsupported } from './protocol.ts';
import { kernelName } from './describe.ts';
import type { Session } from './session.ts';
import { openSession } from './session.ts';
import type { BackendRef } from './status.ts';
import { statusOf } from './status.ts';

export interface VerifyOptions {
  readonly backends: readonly BackendRef[];
  readonly requests: readonly KernelRequest[];
  /** Each kernel is judged by those of its op and pass. */
  readonly clauses: readonly Clause[];
  readonly depth: Depth;
  readonly seed: number;
  /** The lowest level that may fail. */
  readonly level: 'must' | 'should';
  /** Silence of a kernel longer than this is an error. */
  readonly timeoutMs: number;
  readonly threads: number;
  /** Say nothing of a dtype other than float32 of which a backend has no kernel; else each is `unsupported`. */
  readonly onlyOwnDtypes?: boolean;
  /** Judge only this part of every kernel. */
  readonly shard?: Shard;
  /** Judge every so manyth block of the grid only, for a quick look over all of it; 1 judges all. */
  readonly stride?: number;
  /** What an interrupted run of the same kind left. */
  readonly before?: Before | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly on?: ((event: RunEvent) => void) | undefined;
}

/** What an interrupted run left: its parts count only for the same backends. */
export interface Before {
  readonly backends: readonly BackendEntry[];
  readonly parts: readonly Part[];
}

export interface Verified {
  readonly backends: readonly BackendEntry[];
  readonly findings: readonly Finding[];
  readonly profiles: readonly Profile[];
  /** What was judged of each kernel, where this is one of several shards: verdicts need them all. */
  readonly parts: readonly Part[];
  /** Known deviations of each backend, by its id. */
  readonly deviations: Readonly<Record<string, readonly Deviation[]>>;
  /** True when it was aborted: what is here is what was finished. */
  readonly interrupted: boolean;
}

interface OfBackend {
  readonly status: BackendEntry;
  readonly findings: Finding[];
  readonly profiles: Profile[];
  readonly parts: Part[];
  readonly deviations: readonly Deviation[];
}

/**
 * Judges every requested kernel of every backend, each backend in a process of its own. Findings are in the order of
 * backends and requests. A backend that is not available has a status and no findings; one that does not start has
 * errored findings.
 * @throws SuiteError BACKEND_MISSING or BACKEND_INVALID when a specifier leads to no backend
 */
export async function verify(o: VerifyOptions): Promise<Verified> {
  const stop = new AbortController();
  const signal = o.signal === undefined ? stop.signal : AbortSignal.any([o.signal, stop.signal]);
  const machine = machineOf(environment(o.threads));
  const tally = { done: 0, total: o.backends.length * o.requests.length };
  const parts = await inParallel(
    o.depth === 'exhaustive' ? 1 : os.availableParallelism(),
    o.backends,
    async (ref) => {
      try {
        return await verifyBackend(ref, { ...o, signal }, machine, tally);
      } catch (error) {
        // The others' results will not be seen: their processes need not go on.
        stop.abort();
        throw error;
      }
    },
  );
  return {
    backends: parts.map(({ status }) => status),
    findings: parts.flatMap(({ findings }) => findings),
    profiles: parts.flatMap(({ profiles }) => profiles),
    parts: parts.flatMap((one) => one.parts),
    deviations: Object.fromEntries(parts.map(({ status, deviations }) => [status.id, deviations])),
    interrupted: signal.aborted,
  };
}

async function verifyBackend(
  ref: BackendRef,
  o: VerifyOptions,
  machine: Machine,
  tally: { done: number; total: number },
): Promise<OfBackend> {
  // A sweep is shared among as many processes as there are cores; otherwise backends are judged side by side.
  const count = o.depth === 'exhaustive' ? os.availableParallelism() : 1;
  const sessions = Array.from({ length: count }, () =>
    openSession({ ...o, specifier: ref.specifier }),
  );
  const [session] = sessions;
  try {
    const started: Started =
      session === undefined
        ? { kind: 'errored', message: 'no session' }
        : await session.start(o.requests);
    if (started.kind === 'refused')
      throw suiteError(started.code, `${ref.id}: ${started.message}`, { hint: started.hint });
    const part: OfBackend = {
      status: statusOf(ref, started),
      findings: [],
      profiles: [],
      parts: [],
      deviations: [
        ...(ref.deviations ?? []),
        ...('module' in started ? started.module.deviations : []),
      ],
    };
    demandSame(part.status, o.before);
    if (o.signal?.aborted !== true) o.on?.({ kind: 'opened', backend: part.status });
    const { deviations } = part;
    for (const [i, request] of o.requests.entries()) {
      if (started.kind === 'unavailable' || isLeftOut(o, started, request)) {
        tally.total -= 1;
        continue;
      }
      const claim: Claim = started.kind === 'opened' ? claimAt(started.claims, i) : started;
      const options = { ...o, deviations, tally };
      const {
        judged,
        profile,
        part: own,
      } = await judgeClaimed(ref, sessions, request, claim, options);
      if (o.signal?.aborted === true) break;
      if (own !== null) part.parts.push(own);
      const findings = reconcile(judged, {
        backend: ref.id,
        request,
        origin: claim.kind === 'supported' ? claim.origin : null,
        version: part.status.version ?? '',
        machine,
        deviations,
        level: o.level,
        depth: strideDepth(o.depth, o.stride ?? 1),
      });
      part.findings.push(...findings);
      if (profile !== null) part.profiles.push(profile);
      tally.done += 1;
      o.on?.({ kind: 'judged', backend: ref.id, request, findings, profile, ...tally });
    }
    const endings = await Promise.all(sessions.map((one) => one.close()));
    const fault = endings.find((one) => one !== null);
    if (fault !== undefined) noteEndFault(part, fault);
    return part;
  } finally {
    await Promise.all(sessions.map((one) => one.close()));
  }
}

/** @throws SuiteError RECORD_UNREADABLE when the backend is another than it was before */
function demandSame(now: BackendEntry, before: Before | undefined): void {
  const then = before?.backends.find(({ id }) => id === now.id);
  if (then === undefined || (then.version === now.version && then.device === now.device)) return;
  throw suiteError(
    'RECORD_UNREADABLE',
    `${now.id} was ${then.version} on ${then.device} in the record and is ${now.version} on ${now.device} now`,
    { hint: 'begin again without --resume' },
  );
}

/** Whether nothing is said of a kernel, because its dtype was not asked for and the backend has none of it. */
function isLeftOut(
  { onlyOwnDtypes = false, requests }: VerifyOptions,
  started: Started,
  { dtype }: KernelRequest,
): boolean {
  if (!onlyOwnDtypes || dtype === 'float32') return false;
  if (started.kind !== 'opened') return true;
  return requests.every(
    (one, i) => one.dtype !== dtype || claimAt(started.claims, i).kind === 'unsupported',
  );
}

function claimAt(claims: readonly Claim[], i: number): Claim {
  return claims[i] ?? { kind: 'errored', message: 'the backend did not say whether it has it' };
}

/** Why there is no kernel, its name first: `no-vjp: …`. */
function noteOf({ reason, note }: Unsupported): string {
  return `${reason}: ${note}`;
}

/** Verdicts of a kernel, and its profile where it was judged; `part` alone where this is one of several shards. */
interface Outcome {
  readonly judged: readonly Judged[];
  readonly profile: Profile | null;
  readonly part: Part | null;
}

async function judgeClaimed(
  ref: BackendRef,
  sessions: readonly Session[],
  request: KernelRequest,
  claim: Claim,
  o: VerifyOptions & {
    readonly deviations: readonly Deviation[];
    readonly tally: { readonly done: number; readonly total: number };
  },
): Promise<Outcome> {
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
  const isOfKernel = (part: Part): boolean =>
    part.backend === ref.id && kernelName(part) === kernelName(request);
  const { sum, part, unsupported, cost } = await judgePart(sessions, {
    backend: ref.id,
    request,
    origin,
    judge: { depth, seed, clauses, inputs: knownInputs(clauses, o.deviations) },
    shard,
    stride: o.stride ?? 1,
    before: (o.before?.parts ?? []).filter(isOfKernel),
    signal: o.signal,
    onPart: depth === 'exhaustive' ? (one) => on?.({ kind: 'part', part: one }) : undefined,
    onProgress: (done) => on?.({ kind: 'progress', backend: ref.id, request, ...done, ...o.tally }),
  });
  if (unsupported !== null)
    return { judged: judgeUnsupported(clauses, noteOf(unsupported)), profile: null, part: null };
  if (shard.count > 1) return { judged: [], profile: null, part };
  const { judged, profile } = concludeSum(request, clauses, sum);
  if (profile === null) return { judged, profile, part: null };
  const grade = gradeOf(judged, profile.misrounded);
  return { judged, profile: { ...profile, backend: ref.id, origin, grade, cost }, part: null };
}
