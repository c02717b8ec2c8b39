import {
  type Backend,
  type BackendModule,
  defineBackend,
  type Kernel,
  type KernelInputs,
  type KernelRequest,
  type TypedArray,
} from '@rectify/backend';
import type { Compute } from '@rectify/conformance';
import { type Values, floatTypes } from '@rectify/float';
import { oracle } from '@rectify/oracle';

/** The correctly rounded results, from the oracle. */
export function compute({ op, pass, dtype }: KernelRequest): Compute {
  const { fill } = oracle(op, pass, dtype);
  // Numbers of the dtype, also where the arrays are of another.
  const own = (values: Values): Values => {
    const numbers = floatTypes[dtype].arrays.newValues(values.length);
    numbers.set(values);
    return numbers;
  };
  return (x, dy) => fill(own(x), dy && own(dy)).due;
}

/** A call on arrays of the dtype. */
export function onArrays(
  { dtype }: KernelRequest,
  run: Compute,
): (x: TypedArray, dy: TypedArray | undefined) => TypedArray {
  const numbers = (array: TypedArray): Values => {
    const values = floatTypes[dtype].arrays.valuesOf(array);
    if (values === undefined) throw new TypeError(`no array of ${dtype}`);
    return values;
  };
  return (x, dy) => {
    const y = run(numbers(x), dy && numbers(dy));
    return floatTypes[dtype].arrays.from(y);
  };
}

function kernelOf(request: KernelRequest, run: Compute): Kernel {
  const call = onArrays(request, run);
  const none = floatTypes[request.dtype].arrays.make(0);
  let inputs: KernelInputs = { x: none };
  let y: TypedArray = none;
  return {
    bind: (next) => {
      inputs = next;
    },
    run: () => {
      y = call(inputs.x, inputs.dy);
    },
    read: () => y,
    dispose: () => {},
  };
}

/** A backend that computes as `computeOf` says for each kernel; `undefined` is not supported. */
export function backendOf(
  id: string,
  computeOf: (request: KernelRequest) => Compute | undefined,
): BackendModule {
  const open = async (): Promise<Backend> => ({
    identity: { id, name: id, version: '1.0.0', device: 'cpu', threads: 1 },
    supports: (request) =>
      computeOf(request) === undefined
        ? { ok: false, reason: 'no-op', note: 'there is no such kernel' }
        : { ok: true, origin: 'native' },
    // Asked for what is supported only.
    prepare: (request) => kernelOf(request, computeOf(request)!),
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
