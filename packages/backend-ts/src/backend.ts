import {
  defineBackend,
  type Backend,
  type BackendModule,
  type Kernel,
  type KernelInputs,
  type KernelRequest,
  type OpId,
  type TypedArray,
} from '@rectify/backend';
import { held16, held32, held64, type Holder, type Lanes } from './lanes.ts';

/** Loops over what arrays of a dtype are held as. */
interface Loops<A> {
  readonly forward: (x: A, y: A) => void;
  readonly vjp: (x: A, dy: A, dx: A) => void;
}

/** This package's version: that of package.json. */
const version = '0.1.0';

/** An op is loaded, and its tables built, when a kernel of it is first asked for. */
async function loopsOf32(op: OpId): Promise<Loops<Lanes>> {
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

async function loopsOf64(op: OpId): Promise<Loops<Float64Array>> {
  const kernels = await import('./kernels/float64.ts');
  return kernels[op];
}

async function loopsOf16(op: OpId, dtype: 'float16' | 'bfloat16'): Promise<Loops<Uint16Array>> {
  const { reluLoops16, tabulated } = await import('./kernels/sixteen.ts');
  return op === 'relu' ? reluLoops16(dtype) : tabulated(dtype, await loopsOf64(op));
}

/** Makes kernels of an op and dtype. */
type Factory = (pass: KernelRequest['pass']) => Kernel;

function factoryOf<A>(loops: Loops<A>, holder: Holder<A>): Factory {
  return (pass) => kernelOf(loops, pass, holder);
}

async function load(op: OpId, dtype: KernelRequest['dtype']): Promise<Factory> {
  switch (dtype) {
    case 'float32':
      return factoryOf(await loopsOf32(op), held32);
    case 'float64':
      return factoryOf(await loopsOf64(op), held64);
    case 'float16':
    case 'bfloat16':
      return factoryOf(await loopsOf16(op, dtype), held16);
    default:
      return dtype satisfies never;
  }
}

const loaded = new Map<string, Factory>();

/** Code is loaded and tables are made once, not for every kernel. */
async function prepare({ op, pass, dtype }: KernelRequest): Promise<Kernel> {
  const name = `${op} ${dtype}`;
  const factory = loaded.get(name) ?? (await load(op, dtype));
  loaded.set(name, factory);
  return factory(pass);
}

/** A kernel that keeps views of the inputs, and has one output array for each bind. */
function kernelOf<A>(loops: Loops<A>, pass: KernelRequest['pass'], holder: Holder<A>): Kernel {
  const none = holder.make(0);
  const held = { x: none, dy: none, out: none };
  const view = (name: string, array: TypedArray | undefined): A => {
    const found = array && holder.view(array);
    if (found === undefined) throw new TypeError(`${name} is not a ${holder.type}`);
    return found;
  };
  return {
    bind({ x, dy }: KernelInputs) {
      held.x = view('x', x);
      if (pass === 'vjp') {
        held.dy = view('dy', dy);
        if (dy?.length !== x.length)
          throw new RangeError(`x has ${x.length} elements, dy ${dy?.length}`);
      }
      held.out = holder.make(x.length);
    },
    run:
      pass === 'forward'
        ? () => loops.forward(held.x, held.out)
        : () => loops.vjp(held.x, held.dy, held.out),
    read: () => holder.array(held.out),
    dispose() {
      held.x = none;
      held.dy = none;
      held.out = none;
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
    supports: () => ({ ok: true, origin: 'native' }),
    prepare,
    dispose() {},
  };
}

/**
 * The reference backend: one thread, no dependency. For dy = 1 every result is correctly rounded: in float32, float16 and
 * bfloat16 on every input, in float64 with an error bound of ½ + 2⁻³⁷ ULP, and on all that was tried.
 */
export const backend: BackendModule = defineBackend({
  id: 'ts',
  runtime: { package: '@rectify/backend-ts', versions: version },
  probe: async () => ({ ok: true, origin: 'native' }),
  open: async () => open(),
});
