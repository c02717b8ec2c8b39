import type { DType, ErrorCode } from '@rectify/backend';
import { isSuiteError } from '@rectify/backend';
import type { BisectStep, Depth, Finding } from '@rectify/record';
import { verify } from '@rectify/runner';
import type { Clause } from '@rectify/spec';
import { standing } from '../standing.ts';
import type { VersionedBackend } from './backend.ts';
import { refAtVersion } from './ref.ts';

/** The finding of one version, or why there is none. */
export type FindingOrReason = Finding | string;

/** What each version is judged by. */
export interface VersionJudging {
  readonly clause: Clause;
  readonly dtype: DType;
  readonly depth: Depth;
  readonly seed: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** What may be wrong with one version: it cannot be installed, or what imports or opens it breaks down. */
const isOfVersion: ReadonlySet<ErrorCode> = new Set(['INSTALL_FAILED', 'BACKEND_INVALID']);

/** Judges one version of a backend by one clause; known deviations count for nothing. */
export async function judgeVersion(
  { ref, packages }: VersionedBackend,
  version: string,
  { clause, dtype, ...o }: VersionJudging,
): Promise<FindingOrReason> {
  const { op, pass } = clause;
  try {
    const { findings, backends } = await verify({
      ...o,
      backends: [await refAtVersion(ref, packages, version)],
      requests: [{ op, pass, dtype }],
      clauses: [clause],
      level: 'should',
      threads: 1,
    });
    const [finding] = findings;
    if (finding === undefined) return backends[0]?.note ?? 'nothing was judged';
    const { verdict, message } = finding;
    return verdict === 'conforms' || verdict === 'violates' ? finding : (message ?? verdict);
  } catch (error) {
    // One version that cannot be had is no reason to give up.
    if (!isSuiteError(error) || !isOfVersion.has(error.code)) throw error;
    return error.message;
  }
}

/** What was found of a version, on one line. */
export function judgedText(found: FindingOrReason | undefined): string {
  if (typeof found === 'object') return standing(found);
  const [reason] = (found ?? '').split('\n');
  return `cannot be judged: ${reason}`;
}

/** The same as JSON. */
export function judgedJson(version: string, found: FindingOrReason): BisectStep {
  if (typeof found === 'string') return { version, verdict: null, reason: found };
  const { verdict, tested, violations, witness } = found;
  return { version, verdict, tested, violations, witness };
}
