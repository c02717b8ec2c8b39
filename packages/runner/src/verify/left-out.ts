import type { KernelRequest } from '@rectify/backend';
import { usualDType } from '@rectify/backend';
import type { Claim, Started } from '../process/protocol.ts';
import type { VerifyOptions } from './options.ts';

/** Whether nothing is said of a kernel, because its dtype was not asked for and the backend has none of it. */
export function isLeftOut(
  { onlyOwnDtypes = false, requests }: VerifyOptions,
  started: Started,
  { dtype }: KernelRequest,
): boolean {
  if (!onlyOwnDtypes || dtype === usualDType) return false;
  if (started.kind !== 'opened') return true;
  return requests.every(
    (one, i) => one.dtype !== dtype || claimAt(started.claims, i).kind === 'unsupported',
  );
}

/** What a backend said of the request at a place. */
export function claimAt(claims: readonly Claim[], i: number): Claim {
  return claims[i] ?? { kind: 'errored', message: 'the backend did not say whether it has it' };
}
