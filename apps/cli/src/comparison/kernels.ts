import type { KernelRequest } from '@rectify/backend';
import { kernelName, kernelOf, passName, suiteError, usualDType } from '@rectify/backend';
import type { Cell, Finding, Refusal } from '@rectify/record';
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

/** Kernels of the other side that the first lacks: what is gone is not compared, and no slower for it. */
function lostKernels(
  [one, other]: readonly BackendRef[],
  findings: readonly Finding[],
): readonly Refusal[] {
  if (one === undefined || other === undefined) return [];
  const there = new Set(
    findings
      .filter(({ backend, verdict }) => backend === other.id && verdict !== 'unsupported')
      .map(kernelName),
  );
  const lost = findings.filter(
    (finding) =>
      finding.backend === one.id &&
      finding.verdict === 'unsupported' &&
      there.has(kernelName(finding)),
  );
  return [...new Map(lost.map((finding) => [kernelName(finding), finding])).values()].map(
    (finding) => ({
      ...kernelOf(finding),
      reason: `${other.id} has it, and this has not: ${finding.message ?? ''}`,
    }),
  );
}

/** @throws SuiteError NOTHING_JUDGED where a value of a filter is given of which nothing is compared or refused */
function demandNamed(
  { op = [], pass = [], dtype = [] }: SuiteOptions,
  there: readonly KernelRequest[],
): void {
  if (there.length === 0) return;
  const lacking = [
    ...op.filter((one) => there.every((each) => each.op !== one)),
    ...pass.filter((one) => there.every((each) => each.pass !== one)),
    ...dtype.filter((one) => there.every((each) => each.dtype !== one)),
  ];
  if (lacking.length > 0)
    throw suiteError('NOTHING_JUDGED', `nothing of ${lacking.join(', ')} can be compared`, {
      hint: 'leave out what is not there on both sides',
    });
}

/**
 * The kernels that every side has and that are right on every side, with those that are refused, or that the first lacks.
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
  const { findings } = await verify({ ...common, ...selection, backends, ...how });
  const { has, ...found } = timeableBy(findings);
  const refusals = [...found.refusals, ...lostKernels(refs, findings)];
  for (const one of refusals) say(`${one.backend} ${passName(one)} is not timed: ${one.reason}`);
  const requests = selection.requests.filter((one) => refs.every(({ id }) => has(id, one)));
  demandNamed(o, [...requests, ...refusals]);
  if (requests.length > 0) return { requests, refusals };
  const names = refs.map(({ id }) => id).join(' and ');
  throw suiteError('USAGE', `${names} have no kernel that can be timed`, {
    hint: 'rectify verify says what they lack or fail; --expectations FILE says what is known',
  });
}
