import os from 'node:os';
import type { Deviation } from '@rectify/backend';
import { suiteError } from '@rectify/backend';
import type { Machine } from '@rectify/conformance';
import { reconcile } from '@rectify/conformance';
import type { BackendEntry, Finding, Part, Profile } from '@rectify/record';
import type { BackendRef } from '../process/backend-ref.ts';
import { entryOf } from '../process/backend-ref.ts';
import type { Claim, Started } from '../process/protocol.ts';
import { openSession } from '../process/session.ts';
import { openSweeper } from '../sweep/sweep.ts';
import { noteEndFault } from './end-fault.ts';
import type { Judges } from './judge-shard.ts';
import { judgeClaimed } from './judged-kernel.ts';
import { claimAt, isLeftOut } from './left-out.ts';
import type { Before, VerifyOptions } from './options.ts';
import { outcomeDepth } from './shard.ts';

/** What came of one backend. */
export interface BackendResults {
  readonly entry: BackendEntry;
  readonly findings: Finding[];
  readonly profiles: Profile[];
  readonly parts: Part[];
  readonly deviations: readonly Deviation[];
}

/** @throws SuiteError as `verify` */
export async function verifyBackend(
  ref: BackendRef,
  o: VerifyOptions,
  machine: Machine,
  tally: { done: number; total: number },
): Promise<BackendResults> {
  const judges = openJudges(ref, o);
  const { session } = judges;
  try {
    const started: Started = await session.start(o.requests);
    if (started.kind === 'refused')
      throw suiteError(started.code, `${ref.id}: ${started.message}`, { hint: started.hint });
    const deviations = [...(ref.deviations ?? []), ...deviationsOf(ref, started, o)];
    const entry = entryOf(ref, started);
    const results: BackendResults = {
      entry,
      findings: [],
      profiles: [],
      parts: [],
      deviations,
    };
    demandSame(entry, o.before);
    if (o.signal?.aborted !== true) o.on?.({ kind: 'opened', backend: entry });
    for (const [i, request] of o.requests.entries()) {
      if (started.kind === 'unavailable' || isLeftOut(o, started, request)) {
        tally.total -= 1;
        continue;
      }
      const claim: Claim = started.kind === 'opened' ? claimAt(started.claims, i) : started;
      const options = { ...o, deviations, tally };
      const kernel = await judgeClaimed(ref, judges, request, claim, options);
      const { judged, profile, part } = kernel;
      if (o.signal?.aborted === true) break;
      if (part !== null) results.parts.push(part);
      const findings = reconcile(judged, {
        backend: ref.id,
        request,
        origin: claim.kind === 'supported' ? claim.origin : null,
        version: entry.version ?? '',
        machine,
        deviations,
        level: o.level,
        depth: outcomeDepth(request, o.depth, o.stride ?? 1),
        seed: o.seed,
      });
      results.findings.push(...findings);
      if (profile !== null) results.profiles.push(profile);
      tally.done += 1;
      o.on?.({ kind: 'judged', backend: ref.id, request, findings, profile, ...tally });
    }
    const fault = await closeJudges(judges);
    if (fault !== undefined) noteEndFault(results, fault);
    return results;
  } finally {
    await closeJudges(judges);
  }
}

/** What the module lists, and who says so. */
function deviationsOf(
  { isOfSuite = false }: BackendRef,
  started: Started,
  { ownDeviations = true }: VerifyOptions,
): readonly Deviation[] {
  if (!('module' in started) || !(isOfSuite || ownDeviations)) return [];
  const listedBy = isOfSuite ? 'suite' : 'backend';
  return started.module.deviations.map((one) => ({ ...one, listedBy }));
}

/** A sweep is shared among as many processes as there are cores; otherwise backends are judged side by side. */
function openJudges({ specifier }: BackendRef, o: VerifyOptions): Judges {
  const count = o.depth === 'exhaustive' ? os.availableParallelism() : 0;
  const sweepers = Array.from({ length: count }, () =>
    openSweeper((window) => openSession({ ...o, specifier, window })),
  );
  return { session: sweepers[0]?.session ?? openSession({ ...o, specifier }), sweepers };
}

/** What went wrong with it, if anything did. */
async function closeJudges({ session, sweepers }: Judges): Promise<string | undefined> {
  const all = sweepers.length > 0 ? sweepers : [session];
  const endings = await Promise.all(all.map((one) => one.close()));
  return endings.find((one) => one !== null) ?? undefined;
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
