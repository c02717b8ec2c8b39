import { createRequire } from 'node:module';
import {
  defineBackend,
  suiteError,
  type BackendModule,
  type Kernel,
  type KernelRequest,
  type OpenOptions,
  type Support,
  type TypedArray,
} from '@rectify/backend';
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { model, outputOf } from './model.ts';

export { deviations } from './deviations.ts';

type OnnxRuntime = typeof import('onnxruntime-node');

/** ONNX Runtime's CPU provider through its Node.js binding. It has no gradients: vjp is composed as a graph. */
const module: BackendModule = defineBackend({
  id: 'ort-node',
  runtime: { package: 'onnxruntime-node', versions: '>=1.30.0 <1.31.0' },
  async probe() {
    if (!resolves('onnxruntime-node')) return unavailable('onnxruntime-node is not installed');
    const { platform, arch } = process;
    return resolves(`onnxruntime-node/bin/napi-v6/${platform}/${arch}/onnxruntime_binding.node`)
      ? { ok: true, origin: 'native' }
      : unavailable(`onnxruntime-node has no binary for ${platform} ${arch}`);
  },
  async open(options) {
    const ort = await import('onnxruntime-node');
    ort.env.logLevel = 'error'; // it logs warnings about the machine to standard error
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
      prepare(request) {
        const support = supports(request);
        if (!support.ok) {
          throw suiteError('KERNEL_UNSUPPORTED', `ort-node: ${support.note}`, {
            hint: 'ask `supports` first',
          });
        }
        return kernel(ort, request, options);
      },
      dispose() {}, // sessions belong to kernels; the runtime itself stays loaded
    };
  },
});
export default module;

function resolves(name: string): boolean {
  try {
    createRequire(import.meta.url).resolve(name);
    return true;
  } catch {
    return false;
  }
}

function unavailable(note: string): Support {
  return { ok: false, reason: 'no-device', note };
}

function supports({ pass, dtype }: KernelRequest): Support {
  return dtype === 'float32'
    ? { ok: true, origin: pass === 'forward' ? 'native' : 'composed' }
    : { ok: false, reason: 'no-dtype', note: `only float32 models are built, not ${dtype}` };
}

async function kernel(
  ort: OnnxRuntime,
  { op, pass }: KernelRequest,
  { threads }: OpenOptions,
): Promise<Kernel> {
  const session: InferenceSession = await ort.InferenceSession.create(model(op, pass), {
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
    if (!(array instanceof Float32Array)) throw new TypeError('float32 takes a Float32Array');
    return new ort.Tensor('float32', array, [array.length]);
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
      if (!(data instanceof Float32Array)) throw new Error('there is no result: run first');
      return data;
    },
    async dispose() {
      release();
      await session.release();
    },
  };
}
