import type { KernelRequest } from '@rectify/backend';
import type { Finding, Refusal } from '@rectify/record';
import { kernelName } from '../describe.ts';

/** Which kernels are timed: to be fast and wrong is no feat. */
export interface Timeable {
  readonly refusals: readonly Refusal[];
  /** Whether the backend has the kernel, and it is not refused. */
  readonly has: (backend: string, request: KernelRequest) => boolean;
}

/** Refuses kernels with a must clause that fails without a known deviation, or that could not be judged. */
export function timeableBy(findings: readonly Finding[]): Timeable {
  const nameOf = (one: KernelRequest & { readonly backend: string }): string =>
    `${one.backend} ${kernelName(one)}`;
  const refusals = new Map<string, Refusal>();
  for (const finding of findings) {
    const { backend, op, pass, dtype, clause, level, outcome, message } = finding;
    if (level !== 'must' || (outcome !== 'fail' && outcome !== 'error')) continue;
    const why = outcome === 'fail' ? `fails ${clause}` : `errors in ${clause}: ${message ?? ''}`;
    const before = refusals.get(nameOf(finding));
    const reason = before === undefined ? why : `${before.reason}; ${why}`;
    refusals.set(nameOf(finding), { backend, op, pass, dtype, reason });
  }
  const supported = new Set(
    findings.filter(({ verdict }) => verdict !== 'unsupported').map(nameOf),
  );
  return {
    refusals: [...refusals.values()],
    has(backend, request) {
      const name = nameOf({ ...request, backend });
      return supported.has(name) && !refusals.has(name);
    },
  };
}
