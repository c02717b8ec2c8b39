import {
  type Backend,
  type BackendModule,
  defineBackend,
  type Kernel,
  type KernelInputs,
  type KernelRequest,
  suiteError,
} from '@rectify/backend';
import { oracle } from '@rectify/oracle';

/** Results of one call: what is right for it, or what a fault makes of it. */
export type Compute = (x: Float32Array, dy: Float32Array | undefined) => Float32Array;

/** The correctly rounded results, from the oracle. */
export function compute({ op, pass }: KernelRequest): Compute {
  const truth = oracle(op, pass);
  return (x, dy) => {
    const due = new Float32Array(x.length);
    truth.fill(x, dy, due, new Float64Array(x.length));
    return due;
  };
}

function kernelOf(run: Compute): Kernel {
  let inputs: KernelInputs = { x: new Float32Array(0) };
  let y: Float32Array = new Float32Array(0);
  return {
    bind: (next) => {
      inputs = next;
    },
    run: () => {
      const { x, dy } = inputs;
      if (x instanceof Float32Array && (dy === undefined || dy instanceof Float32Array))
        y = run(x, dy);
    },
    read: () => y,
    dispose: () => {},
  };
}

/** A backend that computes float32 as `computeOf` says for each kernel; `undefined` is not supported. */
export function backendOf(
  id: string,
  computeOf: (request: KernelRequest) => Compute | undefined,
): BackendModule {
  const open = async (): Promise<Backend> => ({
    identity: { id, name: id, version: '1.0.0', device: 'cpu', threads: 1 },
    supports: (request) =>
      request.dtype === 'float32' && computeOf(request) !== undefined
        ? { ok: true, origin: 'native' }
        : { ok: false, reason: 'no-op', note: `${id} has no such kernel` },
    prepare: (request) => {
      const run = computeOf(request);
      if (run === undefined)
        throw suiteError('KERNEL_UNSUPPORTED', `${id} has no ${request.op}/${request.pass}`, {
          hint: 'ask supports() first',
        });
      return kernelOf(run);
    },
    dispose: () => {},
  });
  return defineBackend({
    id,
    runtime: { package: id, versions: '*' },
    probe: async () => ({ ok: true, origin: 'native' }),
    open,
  });
}

/** A backend that is right by construction: every result is the oracle's. */
export const reference: BackendModule = backendOf('reference', compute);
