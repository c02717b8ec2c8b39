import type { KernelRequest } from '@rectify/backend';
import { kernelKey, kernelOf } from '@rectify/backend';
import type { Finding, Refusal } from '@rectify/record';

/** Which kernels are timed: to be fast and wrong is no feat. */
export interface Timeable {
  readonly refusals: readonly Refusal[];
  /** Whether the backend has the kernel, and it is not refused. */
  readonly has: (backend: string, request: KernelRequest) => boolean;
}

/** Refuses kernels with a must clause that fails without a known deviation, or that could not be judged. */
export function timeableBy(findings: readonly Finding[]): Timeable {
  const refusals = new Map<string, Refusal>();
  for (const finding of findings) {
    const { clause, level, outcome, message } = finding;
    if (level !== 'must' || (outcome !== 'fail' && outcome !== 'error')) continue;
    const why = outcome === 'fail' ? `fails ${clause}` : `errors in ${clause}: ${message ?? ''}`;
    const before = refusals.get(kernelKey(finding));
    const reason = before === undefined ? why : `${before.reason}; ${why}`;
    refusals.set(kernelKey(finding), { ...kernelOf(finding), reason });
  }
  const supported = new Set(
    findings.filter(({ verdict }) => verdict !== 'unsupported').map(kernelKey),
  );
  return {
    refusals: [...refusals.values()],
    has(backend, request) {
      const name = kernelKey({ ...request, backend });
      return supported.has(name) && !refusals.has(name);
    },
  };
}
