import type { BackendModule, Deviation, KernelRequest } from '@rectify/backend';
import {
  converse,
  type Depth,
  type Finding,
  judgeKernel,
  judgeUnsupported,
  type Machine,
  reconcile,
} from '@rectify/conformance';
import { environment, machineOf } from '@rectify/runner';
import { clauses, opIds, passes } from '@rectify/spec';
import { beforeAll, describe, expect, test } from 'vitest';
import { answerWith } from './local.ts';

export interface TestBackendOptions {
  /** Known violations: each must still be there, and anything else fails. */
  readonly deviations: readonly Deviation[];
  /** `default` unless given. */
  readonly depth?: Depth;
  readonly seed?: number;
}

/** What a reader needs to see why a clause's test failed. */
export function explain(finding: Finding): string {
  const { clause, outcome, message, violations, tested, witness } = finding;
  const shown =
    witness === null
      ? ''
      : ` at x = ${witness.x}${witness.dy === null ? '' : `, dy = ${witness.dy}`}: got ${witness.got}, due ${witness.due}${witness.ulp === null ? '' : `, ${witness.ulp} ULP`}${witness.note === null ? '' : ` (${witness.note})`}`;
  const why = outcome === 'stale' ? 'the deviation is gone: delete it' : (message ?? '');
  return `${clause}: ${outcome}, ${violations} of ${tested}${shown} ${why}`.trimEnd();
}

/** Judges one kernel of an opened backend in this process. */
async function findingsOf(
  module: BackendModule,
  request: KernelRequest,
  options: TestBackendOptions & { readonly machine: Machine },
): Promise<readonly Finding[]> {
  const { deviations, depth = 'default', seed = 1, machine } = options;
  const own = clauses.filter(({ op, pass }) => op === request.op && pass === request.pass);
  const backend = await module.open({ threads: 1 });
  const support = backend.supports(request);
  const { id, version } = backend.identity;
  const context = {
    backend: id,
    request,
    version,
    machine,
    deviations,
    level: 'should',
    depth,
  } as const;
  try {
    if (!support.ok)
      return reconcile(judgeUnsupported(own, support.note), { ...context, origin: null });
    const kernel = await backend.prepare(request);
    const { judged } = await converse(
      judgeKernel(request, { depth, seed, clauses: own }),
      answerWith(kernel),
    );
    await kernel.dispose();
    return reconcile(judged, { ...context, origin: support.origin });
  } finally {
    await backend.dispose();
  }
}

/**
 * Registers the suite of a backend as vitest tests, one for each clause. Needs vitest as the runner; kernels run in this
 * process. A test passes if its clause holds, is a deviation given here, or is not supported.
 */
export function testBackend(module: BackendModule, options: TestBackendOptions): void {
  const machine = machineOf(environment());
  const kernels = opIds.flatMap((op) =>
    passes.map((pass) => ({ op, pass, dtype: 'float32' }) as const),
  );
  describe.each(kernels)(`${module.id} $op/$pass`, (request) => {
    let findings: readonly Finding[] = [];
    beforeAll(async () => {
      findings = await findingsOf(module, request, { ...options, machine });
    }, 120_000);
    const own = clauses.filter(({ op, pass }) => op === request.op && pass === request.pass);
    test.each(own.map(({ id }) => id))('%s', (id) => {
      const finding = findings.find(({ clause }) => clause === id);
      expect(finding, `${id} was not judged`).toBeDefined();
      if (finding !== undefined)
        expect(['pass', 'known', 'skip'], explain(finding)).toContain(finding.outcome);
    });
  });
}
