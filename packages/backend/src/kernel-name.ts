import type { DType } from '@rectify/float';
import type { KernelRequest } from './backend.ts';

/** A kernel of one backend. */
export interface BackendKernel extends KernelRequest {
  readonly backend: string;
}

/** What names a kernel; of foreign origin it may be any text. */
type KernelWords = Readonly<Record<'op' | 'pass' | 'dtype', string>>;

/** The dtype that is meant where none is named. */
export const usualDType: DType = 'float32';

/** A text about kernels of a dtype, which the usual one need not say: `relu/vjp/nan`, `relu/vjp/nan float16`. */
export function withDType(text: string, dtype: string): string {
  return dtype === usualDType ? text : `${text} ${dtype}`;
}

/** The name of a kernel: `relu/vjp/float32`. */
export function kernelName({ op, pass, dtype }: KernelWords): string {
  return `${op}/${pass}/${dtype}`;
}

/** What kernels of every dtype have in common, as the ids of their clauses begin: `relu/vjp`. */
export function passName({ op, pass }: Omit<KernelWords, 'dtype'>): string {
  return `${op}/${pass}`;
}

/** A kernel to who reads results one by one: `relu/vjp float32`. */
export function kernelTitle(kernel: KernelWords): string {
  return `${passName(kernel)} ${kernel.dtype}`;
}

/** A kernel to who reads tables: `relu vjp`, `relu vjp float16`. */
export function kernelLabel({ op, pass, dtype }: KernelWords): string {
  return withDType(`${op} ${pass}`, dtype);
}

/** A backend's kernel as a key: `ts relu/vjp/float32`. Names of kernels have no spaces, so that no two have the same. */
export function kernelKey(one: KernelWords & { readonly backend: string }): string {
  return `${one.backend} ${kernelName(one)}`;
}

/** The kernel that something is said of, without what is said. */
export function kernelOf({ backend, op, pass, dtype }: BackendKernel): BackendKernel {
  return { backend, op, pass, dtype };
}
