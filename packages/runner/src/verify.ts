import os from 'node:os';
import type { Deviation, KernelRequest } from '@rectify/backend';
import { suiteError } from '@rectify/backend';
import type { Clause } from '@rectify/spec';
import type { Depth, Finding, Judged, Machine, Profile } from '@rectify/conformance';
import {
  converse,
  gradeOf,
  judgeErrored,
  judgeKernel,
  judgeUnsupported,
  knownInputs,
  reconcile,
} from '@rectify/conformance';
import { inParallel } from './parallel.ts';
import { environment, machineOf } from './environment.ts';
import type { RunEvent } from './event.ts';
import type { Claim } from './protocol.ts';
import type { Session } from './session.ts';
import { openSession } from './session.ts';
import type { BackendRef, BackendStatus } from './status.ts';
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
  readonly signal?: AbortSignal | undefined;
  readonly on?: ((event: RunEvent) => void) | undefined;
}

export interface Verified {
  readonly backends: readonly BackendStatus[];
  readonly findings: readonly Finding[];
  readonly profiles: readonly Profile[];
  /** True when it was aborted: what is here is what was finished. */
  readonly interrupted: boolean;
}

interface Part {
  readonly status: BackendStatus;
  readonly findings: Finding[];
  readonly profiles: Profile[];
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
  const parts = await inParallel(os.availableParallelism(), o.backends, async (ref) => {
    try {
      return await verifyBackend(ref, { ...o, signal }, machine, tally);
    } catch (error) {
      // The others' results will not be seen: their processes need not go on.
      stop.abort();
      throw error;
    }
  });
  return {
    backends: parts.map(({ status }) => status),
    findings: parts.flatMap(({ findings }) => findings),
    profiles: parts.flatMap(({ profiles }) => profiles),
    interrupted: signal.aborted,
  };
}

async function verifyBackend(
  ref: BackendRef,
  o: VerifyOptions,
  machine: Machine,
  tally: { done: number; total: number },
): Promise<Part> {
  const session = openSession({ ...o, specifier: ref.specifier });
  try {
    const started = await session.start(o.requests);
    if (started.kind === 'refused')
      throw suiteError(started.code, `${ref.id}: ${started.message}`, { hint: started.hint });
    const part: Part = { status: statusOf(ref, started), findings: [], profiles: [] };
    if (o.signal?.aborted !== true) o.on?.({ kind: 'opened', backend: part.status });
    const deviations: readonly Deviation[] = [
      ...(ref.deviations ?? []),
      ...('module' in started ? started.module.deviations : []),
    ];
    for (const [i, request] of o.requests.entries()) {
      if (started.kind === 'unavailable') {
        tally.total -= 1;
        continue;
      }
      const claim: Claim = started.kind === 'opened' ? claimAt(started.claims, i) : started;
      const { judged, profile } = await judgeClaimed(ref, session, request, claim, {
        ...o,
        deviations,
      });
      if (o.signal?.aborted === true) break;
      const findings = reconcile(judged, {
        backend: ref.id,
        request,
        origin: claim.kind === 'supported' ? claim.origin : null,
        version: part.status.version ?? '',
        machine,
        deviations,
        level: o.level,
        depth: o.depth,
      });
      part.findings.push(...findings);
      if (profile !== null) part.profiles.push(profile);
      tally.done += 1;
      o.on?.({ kind: 'judged', backend: ref.id, request, findings, profile, ...tally });
    }
    return part;
  } finally {
    await session.close();
  }
}

function claimAt(claims: readonly Claim[], i: number): Claim {
  return claims[i] ?? { kind: 'errored', message: 'the backend did not say whether it has it' };
}

async function judgeClaimed(
  ref: BackendRef,
  session: Session,
  request: KernelRequest,
  claim: Claim,
  o: VerifyOptions & { readonly deviations: readonly Deviation[] },
): Promise<{ readonly judged: readonly Judged[]; readonly profile: Profile | null }> {
  const clauses = o.clauses.filter(({ op, pass }) => op === request.op && pass === request.pass);
  switch (claim.kind) {
    case 'unsupported':
      return { judged: judgeUnsupported(clauses, claim.note), profile: null };
    case 'errored':
      return { judged: judgeErrored(clauses, claim.message), profile: null };
    case 'supported':
      break;
    default:
      return claim satisfies never;
  }
  const { depth, seed } = o;
  const inputs = knownInputs(clauses, o.deviations);
  const started = performance.now();
  let kernelMs = 0;
  let batches = 0;
  let elements = 0;
  const judgement = await converse(
    judgeKernel(request, { depth, seed, clauses, inputs }),
    async (batch) => {
      const asked = performance.now();
      const observation = await session.run(request, batch);
      kernelMs += performance.now() - asked;
      batches += 1;
      elements += batch.x.length;
      o.on?.({ kind: 'progress', backend: ref.id, request, batches, elements });
      return observation;
    },
  );
  const judgeMs = performance.now() - started - kernelMs;
  const { judged, profile } = judgement;
  if (profile === null) return { judged, profile };
  const grade = gradeOf(judged, profile.misrounded);
  const cost = { kernelMs, judgeMs };
  return {
    judged,
    profile: { ...profile, backend: ref.id, origin: claim.origin, grade, cost },
  };
}
