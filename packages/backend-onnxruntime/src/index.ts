import { createRequire } from 'node:module';
import {
  defineBackend,
  probeModule,
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

/** ONNX Runtime's CPU provider through its Node.js binding. It has no gradients: vjp is composed as a graph. */
const module: BackendModule = defineBackend({
  id: 'ort-node',
  runtime: { package: 'onnxruntime-node', versions: '>=1.30.0 <1.31.0' },
  async probe() {
    const { resolve } = createRequire(import.meta.url);
    const installed = probeModule('onnxruntime-node', resolve);
    if (!installed.ok) return installed;
    const { platform, arch } = process;
    const binary = `onnxruntime-node/bin/napi-v6/${platform}/${arch}/onnxruntime_binding.node`;
    return probeModule(binary, resolve, `onnxruntime-node has no binary for ${platform} ${arch}`);
  },
  async open(options) {
    const ort = await import('onnxruntime-node');
    ort.env.logLevel = 'error'; // it logs warnings about the machine to standard error
    holdFloat16AsBits(ort);
    return {
      identity: {
        id: 'ort-node',
        name: 'ONNX Runtime',
        version: ort.env.versions.node ?? ort.env.versions.common,
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
  if (!Object.hasOwn(graphs, op))
    return { ok: false, reason: 'no-op', note: `there is no graph of ${op}` };
  return Object.hasOwn(elementTypes, dtype)
    ? { ok: true, origin: pass === 'forward' ? 'native' : 'composed' }
    : { ok: false, reason: 'no-dtype', note: 'the CPU provider has no kernel of these operators' };
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
    new TensorOf('float32', new Float32Array(1), [1]).dispose();
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
  const release = () => {
    for (const tensor of [...Object.values(feeds), result]) tensor?.dispose();
    feeds = {};
    result = undefined;
  };
  return {
    bind({ x, dy }) {
      release();
      feeds = dy ? { x: wrap(x), dy: wrap(dy) } : { x: wrap(x) };
    },
    async run() {
      result?.dispose();
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
      await session.release();
    },
  };
}
