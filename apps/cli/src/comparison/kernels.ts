import type { KernelRequest } from '@rectify/backend';
import { passName, suiteError, usualDType } from '@rectify/backend';
import type { Cell, Refusal } from '@rectify/record';
import type { BackendRef, VerifyOptions } from '@rectify/runner';
import { timeableBy, verify } from '@rectify/runner';
import { takeExpectations } from '../expectations/expectations.ts';
import { select } from '../selection.ts';
import type { SuiteOptions } from '../suite/options.ts';
import { say } from '../terminal.ts';

/** Where a length is not chosen: long enough for the kernel, short enough for the second cache. */
const usualLength = 65_536;

/** What is timed of each kernel. */
export function cellsOf(o: SuiteOptions, requests: readonly KernelRequest[]): readonly Cell[] {
  const { inputs = ['mixed'], lengths = [usualLength] } = o;
  const [threads] = o.threads;
  return requests.flatMap((request) =>
    lengths.flatMap((length) =>
      inputs.map((kind) => ({ ...request, length, inputs: kind, threads })),
    ),
  );
}

/**
 * The kernels that every side has and that are right on every side, with those that are refused.
 * @throws SuiteError USAGE where none is left
 */
export async function judged(
  refs: readonly BackendRef[],
  o: SuiteOptions,
  common: Pick<VerifyOptions, 'seed' | 'timeoutMs' | 'signal' | 'threads'>,
): Promise<{
  readonly requests: readonly KernelRequest[];
  readonly refusals: readonly Refusal[];
}> {
  const expectations = takeExpectations(o);
  const backends = refs.map(expectations.known);
  const selection = select({ ...o, dtype: o.dtype ?? [usualDType] });
  const { ownDeviations } = o;
  const how = { depth: 'smoke', level: 'must', ownDeviations } as const;
  const judging = { ...common, ...selection, backends, ...how };
  const { refusals, has } = timeableBy((await verify(judging)).findings);
  for (const one of refusals) say(`${one.backend} ${passName(one)} is not timed: ${one.reason}`);
  const requests = selection.requests.filter((one) => refs.every(({ id }) => has(id, one)));
  if (requests.length > 0) return { requests, refusals };
  const names = refs.map(({ id }) => id).join(' and ');
  throw suiteError('USAGE', `${names} have no kernel that can be timed`, {
    hint: 'rectify verify says what they lack or fail; --expectations FILE says what is known',
  });
}
