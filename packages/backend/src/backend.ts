import type { DType, TypedArray } from '@rectify/float';
import type { OpId, Pass } from '@rectify/spec';
import { suiteError } from './error.ts';

export type { DType, OpId, Pass, TypedArray };

export type MaybePromise<T> = T | Promise<T>;

/** One op × pass × dtype. */
export interface KernelRequest {
  readonly op: OpId;
  readonly pass: Pass;
  readonly dtype: DType;
}

export const origins = ['native', 'autodiff', 'composed'] as const;
/**
 * How a kernel comes to be: the runtime's op (`native`), its differentiation (`autodiff`), or a graph that the
 * adapter builds from the runtime's primitives (`composed`).
 */
export type Origin = (typeof origins)[number];

export const unsupportedReasons = ['no-op', 'no-dtype', 'no-vjp', 'no-device'] as const;
/** What is missing of a kernel, or of the whole backend. */
export type UnsupportedReason = (typeof unsupportedReasons)[number];

/** What is not supported is said as data, never thrown. */
export type Support =
  | { readonly ok: true; readonly origin: Origin }
  | { readonly ok: false; readonly reason: UnsupportedReason; readonly note: string };

/** What is being judged: for the report's heading and for the version ranges of deviations. */
export interface Identity {
  /** The backend's id, as on the command line. */
  readonly id: string;
  /** The runtime's own name, for people. */
  readonly name: string;
  /** The runtime's version, as it says itself. */
  readonly version: string;
  /** What it computes on, e.g. `cpu`, `wasm-simd`. */
  readonly device: string;
  /** Threads that a kernel may use. */
  readonly threads: number;
  readonly homepage?: string;
  readonly issues?: string;
}

/** Arrays of one kernel: `x`, and for vjp `dy` of the same length. */
export interface KernelInputs {
  readonly x: TypedArray;
  readonly dy?: TypedArray;
}

/** One kernel, made ready. The host calls bind, then run any number of times, then read; and may bind again with another length. */
export interface Kernel {
  /**
   * Takes inputs from host to device. Not timed. The arrays may be any length, 0 included, and any byte offset. They may
   * be kept by reference: the host leaves them alone until the next bind.
   */
  bind(inputs: KernelInputs): MaybePromise<void>;
  /** Computes. Timed: it settles only when the work is done. */
  run(): MaybePromise<void>;
  /** Takes the last run's result from device to host, in an array of the inputs' length. Not timed. */
  read(): MaybePromise<TypedArray>;
  /** Releases everything the kernel holds. */
  dispose(): MaybePromise<void>;
}

/** An opened runtime. */
export interface Backend {
  readonly identity: Identity;
  /** Asked for ops that the adapter was written before, too: what it does not know is `no-op`. */
  supports(request: KernelRequest): Support;
  /**
   * Called for what is supported: `defineBackend` sees to that.
   * @throws SuiteError KERNEL_UNSUPPORTED when `supports` says no.
   */
  prepare(request: KernelRequest): MaybePromise<Kernel>;
  dispose(): MaybePromise<void>;
}

/** What a backend's module exports by default. */
export interface BackendModule {
  readonly id: string;
  /** The package behind it and the versions that the adapter is made for (a semver range). */
  readonly runtime: { readonly package: string; readonly versions: string };
  /** Whether the runtime can be had on this machine: cheap, and never throws. */
  probe(): Promise<Support>;
  open(options: OpenOptions): Promise<Backend>;
}

export interface OpenOptions {
  /** Threads that kernels may use; 1 unless the user asks for more. */
  readonly threads: number;
}

/** A backend's module whose opened backend refuses to prepare what it does not support. */
export function defineBackend(module: BackendModule): BackendModule {
  // One of another shape is for the host to refuse, which says what is wrong with it.
  if (typeof module.open !== 'function') return module;
  return { ...module, open: async (options) => guarded(module.id, await module.open(options)) };
}

function guarded(id: string, backend: Backend): Backend {
  if (!isWhole(backend)) return backend;
  return {
    identity: backend.identity,
    supports: (request) => backend.supports(request),
    prepare(request) {
      const support = backend.supports(request);
      if (support.ok) return backend.prepare(request);
      throw suiteError('KERNEL_UNSUPPORTED', `${id}: ${support.note}`, {
        hint: 'ask `supports` first',
      });
    },
    dispose: () => backend.dispose(),
  };
}

function isWhole(backend: Partial<Backend> | null): boolean {
  return [backend?.supports, backend?.prepare, backend?.dispose].every(
    (method) => typeof method === 'function',
  );
}
