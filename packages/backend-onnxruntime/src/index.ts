import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import {
  defineBackend,
  probeRuntime,
  type BackendModule,
  type Kernel,
  type KernelRequest,
  type OpenOptions,
  type Support,
  type TypedArray,
} from '@rectify/backend';
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { elementTypes, graphs, model, outputOf } from './model.ts';

export { deviations } from './deviations.ts';

type OnnxRuntime = typeof import('onnxruntime-node');

const require = createRequire(import.meta.url);
const runtime: BackendModule['runtime'] = { package: 'onnxruntime-node', versions: '^1.10.0' };
const manifestPath = `${runtime.package}/package.json`;
const manifest = () =>
  require(manifestPath) as { version: string; binary: { napi_versions: readonly number[] } };

/** ONNX Runtime's CPU provider through its Node.js binding. It has no gradients: vjp is composed as a graph. */
const module: BackendModule = defineBackend({
  id: 'ort-node',
  runtime,
  async probe() {
    const installed = probeRuntime(runtime, require);
    if (!installed.ok) return installed;
    const { platform, arch } = process;
    const [napi] = manifest().binary.napi_versions;
    const bin = join(require.resolve(manifestPath), `../bin/napi-v${napi}/${platform}/${arch}`);
    return existsSync(join(bin, 'onnxruntime_binding.node'))
      ? installed
      : no('no-device', `${runtime.package} has no binary for ${platform} ${arch}`);
  },
  async open(options) {
    const { default: ort } = await import('onnxruntime-node'); // before 1.16 no other name is found
    ort.env.logLevel = 'error'; // it logs warnings about the machine to standard error
    holdFloat16AsBits(ort);
    return {
      identity: {
        id: 'ort-node',
        name: 'ONNX Runtime',
        version: ort.env.versions?.node ?? manifest().version,
        device: 'cpu',
        threads: options.threads,
        homepage: 'https://onnxruntime.ai',
        issues: 'https://github.com/microsoft/onnxruntime/issues',
      },
      supports,
      prepare: (request) => kernel(ort, request, options),
      dispose() {}, // sessions belong to kernels; the runtime itself stays loaded
    };
  },
});
export default module;

function supports({ op, pass, dtype }: KernelRequest): Support {
  if (!Object.hasOwn(graphs, op)) return no('no-op', `there is no graph of ${op}`);
  if (!Object.hasOwn(elementTypes, dtype))
    return no('no-dtype', 'the CPU provider has no kernel of these operators');
  if (dtype === 'float16' && !probeRuntime({ ...runtime, versions: '>=1.19.0' }, require).ok)
    return no('no-dtype', 'its binding takes float16 tensors from 1.19.0 on');
  return { ok: true, origin: pass === 'forward' ? 'native' : 'composed' };
}

function no(reason: Extract<Support, { ok: false }>['reason'], note: string): Support {
  return { ok: false, reason, note };
}

/**
 * Has float16 tensors made of `Uint16Array`s for good: the runtime asks once whether there is a `Float16Array`, takes it where
 * there is (from Node 24 on), and then its binding sees an array of no bytes and refuses it.
 */
function holdFloat16AsBits({ Tensor: TensorOf }: OnnxRuntime): void {
  const name = 'Float16Array';
  const property = Object.getOwnPropertyDescriptor(globalThis, name);
  if (property === undefined) return;
  Reflect.deleteProperty(globalThis, name);
  try {
    new TensorOf('float32', new Float32Array(1), [1]).dispose?.();
  } finally {
    Object.defineProperty(globalThis, name, property);
  }
}

async function kernel(
  ort: OnnxRuntime,
  { op, pass, dtype }: KernelRequest,
  { threads }: OpenOptions,
): Promise<Kernel> {
  const session: InferenceSession = await ort.InferenceSession.create(model(op, pass, dtype), {
    executionProviders: ['cpu'],
    executionMode: 'sequential',
    intraOpNumThreads: threads,
    interOpNumThreads: threads,
    logSeverityLevel: 3,
  });
  const output = outputOf[pass];
  let feeds: Record<string, Tensor> = {};
  let result: Tensor | undefined;

  // Wraps the array without a copy: the caller's alignment is what the kernels see.
  const wrap = (array: TypedArray) => {
    const dims = [array.length];
    if (dtype === 'float32' && array instanceof Float32Array)
      return new ort.Tensor('float32', array, dims);
    if (dtype === 'float64' && array instanceof Float64Array)
      return new ort.Tensor('float64', array, dims);
    if (dtype === 'float16' && array instanceof Uint16Array)
      return new ort.Tensor('float16', array, dims);
    throw new TypeError(`a ${array.constructor.name} does not hold ${dtype}`);
  };
  // Tensors have `dispose` from 1.17 on, sessions `release` from 1.16 on.
  const release = () => {
    for (const tensor of [...Object.values(feeds), result]) tensor?.dispose?.();
    feeds = {};
    result = undefined;
  };
  return {
    bind({ x, dy }) {
      release();
      feeds = dy ? { x: wrap(x), dy: wrap(dy) } : { x: wrap(x) };
    },
    async run() {
      result?.dispose?.();
      result = undefined;
      result = (await session.run(feeds))[output];
    },
    read() {
      const data = result?.data;
      if (
        data instanceof Float32Array ||
        data instanceof Float64Array ||
        data instanceof Uint16Array
      )
        return data;
      throw new Error('there is no result: run first');
    },
    async dispose() {
      release();
      await session.release?.();
    },
  };
}
