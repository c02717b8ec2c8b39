import {
  defineBackend,
  type Backend,
  type BackendModule,
  type DType,
  type Kernel,
  type KernelInputs,
  type KernelRequest,
  type OpId,
  type Pass,
  type Support,
  type TypedArray,
} from '@rectify/backend';
import { floatTypes } from '@rectify/float';
import { type Held, type Holder, holders } from './holders.ts';
import { kernels } from './kernels/index.ts';
import type { Loops, OpLoops } from './kernels/loops.ts';

/** This package's version: that of package.json. */
const version = '0.1.0';

/** Makes kernels of an op and dtype. */
type Factory = (pass: Pass) => Kernel;

async function factoryOf<N extends keyof Held>(
  type: N,
  loopsFor: OpLoops[N],
  dtype: DType,
): Promise<Factory> {
  const loops = await loopsFor(dtype);
  return (pass) => kernelOf(loops, pass, type);
}

async function load(op: OpId, dtype: DType): Promise<Factory> {
  const { loops } = await kernels[op]!();
  const { name } = floatTypes[dtype].arrays;
  return factoryOf(name, loops[name], dtype);
}

const loaded = new Map<string, Factory>();

/** Code is loaded and tables are made once, not for every kernel. */
async function prepare({ op, pass, dtype }: KernelRequest): Promise<Kernel> {
  const name = `${op} ${dtype}`;
  const factory = loaded.get(name) ?? (await load(op, dtype));
  loaded.set(name, factory);
  return factory(pass);
}

function supports({ op }: KernelRequest): Support {
  return Object.hasOwn(kernels, op)
    ? { ok: true, origin: 'native' }
    : { ok: false, reason: 'no-op', note: `there is no ${op}` };
}

/** A kernel that keeps views of the inputs, and has one output array for each bind. */
function kernelOf<N extends keyof Held>(loops: Loops<Held[N]>, pass: Pass, type: N): Kernel {
  const holder: Holder<Held[N]> = holders[type];
  const none = holder.make(0);
  const held = { x: none, dy: none, out: none };
  const view = (name: string, array: TypedArray | undefined): Held[N] => {
    const found = array && holder.view(array);
    if (found === undefined) throw new TypeError(`${name} is not a ${type}`);
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
    supports,
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
