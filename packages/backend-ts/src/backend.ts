import {
  defineBackend,
  suiteError,
  type Backend,
  type BackendModule,
  type Kernel,
  type KernelInputs,
  type KernelRequest,
  type OpId,
  type Support,
  type TypedArray,
} from '@rectify/backend';
import { lanesOf, type Lanes } from './lanes.ts';

/** The loops of one op. */
interface Loops {
  readonly forward: (x: Lanes, y: Lanes) => void;
  readonly vjp: (x: Lanes, dy: Lanes, dx: Lanes) => void;
}

/** This package's version: that of package.json. */
const version = '0.1.0';

/** An op is loaded, and its tables built, when a kernel of it is first asked for. */
async function loopsOf(op: OpId): Promise<Loops> {
  switch (op) {
    case 'relu': {
      const { reluForward, reluVjp } = await import('./kernels/relu.ts');
      return { forward: reluForward, vjp: reluVjp };
    }
    case 'sigmoid': {
      const { sigmoidForward, sigmoidVjp } = await import('./kernels/sigmoid.ts');
      return { forward: sigmoidForward, vjp: sigmoidVjp };
    }
    case 'tanh': {
      const { tanhForward, tanhVjp } = await import('./kernels/tanh.ts');
      return { forward: tanhForward, vjp: tanhVjp };
    }
    default:
      return op satisfies never;
  }
}

function supports(request: KernelRequest): Support {
  return request.dtype === 'float32'
    ? { ok: true, origin: 'native' }
    : { ok: false, reason: 'no-dtype', note: 'kernels are written for float32 only' };
}

/** Views an input as lanes. @throws TypeError for another type. */
function float32Lanes(name: string, array: TypedArray | undefined): Lanes {
  if (!(array instanceof Float32Array)) throw new TypeError(`${name} is not a Float32Array`);
  return lanesOf(array);
}

const none = lanesOf(new Float32Array(0));

/** A kernel that keeps views of the inputs, and has one output array for each bind. */
function kernelOf(loops: Loops, pass: KernelRequest['pass']): Kernel {
  let x = none;
  let dy = none;
  let out = none;
  return {
    bind(inputs: KernelInputs) {
      x = float32Lanes('x', inputs.x);
      if (pass === 'vjp') {
        dy = float32Lanes('dy', inputs.dy);
        if (dy.floats.length !== x.floats.length) {
          throw new RangeError(`x has ${x.floats.length} elements, dy ${dy.floats.length}`);
        }
      }
      out = lanesOf(new Float32Array(x.floats.length));
    },
    run: pass === 'forward' ? () => loops.forward(x, out) : () => loops.vjp(x, dy, out),
    read: () => out.floats,
    dispose() {
      x = none;
      dy = none;
      out = none;
    },
  };
}

function open(): Backend {
  return {
    identity: {
      id: 'ts',
      name: 'rectify reference (TypeScript)',
      version,
      device: 'cpu',
      threads: 1,
    },
    supports,
    async prepare(request) {
      const support = supports(request);
      if (!support.ok) {
        throw suiteError('KERNEL_UNSUPPORTED', `ts has no ${request.op} for ${request.dtype}`, {
          hint: 'ask for float32',
        });
      }
      return kernelOf(await loopsOf(request.op), request.pass);
    },
    dispose() {},
  };
}

/** The reference backend: one thread, no dependency, every result correctly rounded for dy = 1. */
export const backend: BackendModule = defineBackend({
  id: 'ts',
  runtime: { package: '@rectify/backend-ts', versions: version },
  probe: async () => ({ ok: true, origin: 'native' }),
  open: async () => open(),
});
