import type { BackendModule } from '@rectify/backend';
import { tensorFlowModule } from './tfjs.ts';

export { wasmDeviations as deviations } from './deviations.ts';

/** TensorFlow.js in WebAssembly (XNNPACK). In Node its threaded build is never loaded: `threads` stays 1. */
const module: BackendModule = tensorFlowModule({
  id: 'tfjs-wasm',
  name: 'TensorFlow.js WASM',
  runtime: { package: '@tensorflow/tfjs-backend-wasm', versions: '>=2.8.4 <5' },
  backend: 'wasm',
  async load(tf, { threads }) {
    const wasm = await loadWasm();
    wasm.setThreadsCount?.(threads);
    await withoutFetch(() => tf.setBackend('wasm'));
  },
  async describe(tf) {
    const { version_wasm, getThreadsCount } = await loadWasm();
    const simd = await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT');
    return {
      version: version_wasm,
      device: simd ? 'wasm-simd' : 'wasm',
      threads: getThreadsCount?.() ?? 1,
    };
  },
});
export default module;

type Wasm = typeof import('@tensorflow/tfjs-backend-wasm');

/** Before 3.10 it has nothing about threads. */
function loadWasm(): Promise<
  Pick<Wasm, 'version_wasm'> & Partial<Pick<Wasm, 'getThreadsCount' | 'setThreadsCount'>>
> {
  return import('@tensorflow/tfjs-backend-wasm');
}

/** Old versions, 3.16 for one, fetch the path of their .wasm file where there is a `fetch`, but that of Node takes no path; else they read it. */
async function withoutFetch(action: () => Promise<unknown>): Promise<void> {
  const property = Object.getOwnPropertyDescriptor(globalThis, 'fetch');
  Reflect.deleteProperty(globalThis, 'fetch');
  try {
    await action();
  } finally {
    if (property !== undefined) Object.defineProperty(globalThis, 'fetch', property);
  }
}
