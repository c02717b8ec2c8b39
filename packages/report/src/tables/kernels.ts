import type { KernelRequest } from '@rectify/backend';
import { kernelName } from '@rectify/backend';
import type { Report } from '@rectify/record';
import { opIds, passes } from '@rectify/spec';

const place = ({ op, pass }: KernelRequest): number =>
  opIds.indexOf(op) * passes.length + passes.indexOf(pass);

/** The kernels of some entries, each once, in the order of the specification. */
export function kernelsOf(entries: readonly KernelRequest[]): readonly KernelRequest[] {
  const kernels = new Map(entries.map((one) => [kernelName(one), one]));
  return [...kernels.values()].toSorted((a, b) => place(a) - place(b));
}

/** The entries of one kernel. */
export function ofKernel<T extends KernelRequest>(
  entries: readonly T[],
  kernel: KernelRequest,
): readonly T[] {
  const name = kernelName(kernel);
  return entries.filter((one) => kernelName(one) === name);
}

/** The backends of some entries, in the order of the report. */
export function backendsOf(
  report: Report,
  entries: readonly { readonly backend: string }[],
): readonly string[] {
  const present = new Set(entries.map(({ backend }) => backend));
  const listed = report.backends.map(({ id }) => id).filter((id) => present.has(id));
  return [...new Set([...listed, ...present])];
}
