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
  const said = ({ x, dy, got, due }: OtherResult): string =>
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
 * its clause holds, is violated as a deviation given here says, or is not supported.
 */
export function testBackend(module: BackendModule, options: TestBackendOptions): void {
  const { dtypes = [usualDType] } = options;
  const kernels = opIds.flatMap((op) =>
    passes.flatMap((pass) => dtypes.map((dtype) => ({ op, pass, dtype }))),
  );
  describe.each(kernels)(`${module.id} $op/$pass/$dtype`, (request) => {
    const own = clauses.filter(({ op, pass }) => op === request.op && pass === request.pass);
    let findings: readonly Finding[] = [];
    beforeAll(async () => {
      findings = await findingsOf(module, request, own, options);
    }, patienceMs);
    test.each(own.map(({ id }) => id))('%s', (id) => {
      const finding = findings.find(({ clause }) => clause === id);
      if (finding === undefined) throw new Error(`${id} was not judged`);
      expect(['pass', 'known', 'skip'], explain(finding)).toContain(finding.outcome);
    });
  });
}
