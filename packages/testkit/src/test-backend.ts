import type { BackendModule, Deviation, DType, KernelRequest } from '@rectify/backend';
import { usualDType } from '@rectify/backend';
import {
  converse,
  judgeErrored,
  judgeKernel,
  judgeUnsupported,
  knownInputs,
  reconcile,
} from '@rectify/conformance';
import type { Depth, Finding, OtherResult } from '@rectify/record';
import type { Claim } from '@rectify/runner';
import { environment, machineOf, openLocal } from '@rectify/runner';
import { type Clause, clauses, opIds, passes } from '@rectify/spec';
import { beforeAll, describe, expect, test } from 'vitest';
import { patienceMs } from './patience.ts';

export interface TestBackendOptions {
  /** Known violations: each must still be there, and anything else fails. */
  readonly deviations: readonly Deviation[];
  /** `default` unless given. */
  readonly depth?: Depth;
  readonly seed?: number;
  /** float32 unless given. */
  readonly dtypes?: readonly DType[];
}

/** What a reader needs to see why a clause's test failed. */
function explain({ clause, outcome, message, violations, tested, witness }: Finding): string {
  if (outcome === 'stale') return `${clause}: the deviation is gone, delete it`;
  if (witness === null) return `${clause}: ${message ?? outcome}`;
  const { ulp, note, other } = witness;
  const said = ({ x, dy, got, due }: Omit<OtherResult, 'lane'>): string =>
    `at x = ${x}${dy === null ? '' : `, dy = ${dy}`} got ${got}, due ${due}`;
  return [
    `${clause}: ${violations} of ${tested}, ${said(witness)}`,
    ulp === null ? [] : `${ulp} ULP`,
    note ?? [],
    other === undefined ? [] : `beside it ${said(other)}`,
  ]
    .flat()
    .join(', ');
}

/** What a module says of kernels. */
async function claimsOf(
  module: BackendModule,
  requests: readonly KernelRequest[],
): Promise<readonly Claim[]> {
  const session = openLocal(module);
  try {
    const started = await session.start(requests);
    if (started.kind === 'opened') return started.claims;
    throw new Error(`${module.id} did not open: ${JSON.stringify(started)}`);
  } finally {
    await session.close();
  }
}

/** Judges one kernel of a module in this process. */
async function findingsOf(
  module: BackendModule,
  request: KernelRequest,
  own: readonly Clause[],
  { deviations, depth = 'default', seed = 1 }: TestBackendOptions,
): Promise<readonly Finding[]> {
  const session = openLocal(module);
  try {
    const started = await session.start([request]);
    if (started.kind !== 'opened')
      throw new Error(`${module.id} did not open: ${JSON.stringify(started)}`);
    const { identity, claims } = started;
    const claim = claims[0];
    const context = {
      backend: identity.id,
      request,
      version: identity.version,
      machine: machineOf(environment(1)),
      deviations,
      level: 'should',
      depth,
      seed,
      origin: claim?.kind === 'supported' ? claim.origin : null,
    } as const;
    if (claim?.kind !== 'supported') {
      const judged =
        claim?.kind === 'unsupported'
          ? judgeUnsupported(own, claim.note)
          : judgeErrored(own, claim?.message ?? 'not asked');
      return reconcile(judged, context);
    }
    const { judged } = await converse(
      judgeKernel(request, { depth, seed, clauses: own, inputs: knownInputs(own, deviations) }),
      async (batch) => {
        const ran = await session.run(request, batch);
        return ran.kind === 'unsupported' ? { kind: 'errored', message: ran.note } : ran;
      },
    );
    return reconcile(judged, context);
  } finally {
    await session.close();
  }
}

/**
 * Registers the suite of a backend as vitest tests, one for each clause. Kernels run in this process. A test passes if
 * its clause holds or is violated as a deviation given here says; one whose kernel is not supported is skipped, as is one
 * of a clause that is never judged (`may`) and not met. Of each dtype one kernel at least must be there to be judged.
 */
export function testBackend(module: BackendModule, options: TestBackendOptions): void {
  const { dtypes = [usualDType] } = options;
  const kernelsOf = (dtype: DType): readonly KernelRequest[] =>
    opIds.flatMap((op) => passes.map((pass) => ({ op, pass, dtype })));
  test.each(dtypes)(`${module.id} has a kernel of %s to judge`, async (dtype) => {
    const claims = await claimsOf(module, kernelsOf(dtype));
    const notes = claims.map((one) => (one.kind === 'unsupported' ? one.note : one.kind));
    expect(
      claims.map(({ kind }) => kind),
      [...new Set(notes)].join('; '),
    ).toContain('supported');
  });
  describe.each(dtypes.flatMap(kernelsOf))(`${module.id} $op/$pass/$dtype`, (request) => {
    const own = clauses.filter(({ op, pass }) => op === request.op && pass === request.pass);
    let findings: readonly Finding[] = [];
    beforeAll(async () => {
      findings = await findingsOf(module, request, own, options);
    }, patienceMs);
    test.for(own.map(({ id }) => id))('%s', (id, context) => {
      const finding = findings.find(({ clause }) => clause === id);
      if (finding === undefined) throw new Error(`${id} was not judged`);
      if (finding.outcome === 'skip') return context.skip(finding.message ?? 'it is never judged');
      expect(['pass', 'known'], explain(finding)).toContain(finding.outcome);
    });
  });
}
