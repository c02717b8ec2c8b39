import type { BackendModule } from '@rectify/backend';
import { tensorFlowModule } from './tfjs.ts';

export { wasmDeviations as deviations } from './deviations.ts';

/** TensorFlow.js in WebAssembly (XNNPACK). In Node its threaded build is never loaded: `threads` stays 1. */
const module: BackendModule = tensorFlowModule({
  id: 'tfjs-wasm',
  name: 'TensorFlow.js WASM',
  runtime: { package: '@tensorflow/tfjs-backend-wasm', versions: '^4.22.0' },
  backend: 'wasm',
  async load(_, { threads }) {
    const wasm = await import('@tensorflow/tfjs-backend-wasm');
    wasm.setThreadsCount(threads);
  },
  async describe(tf) {
    const wasm = await import('@tensorflow/tfjs-backend-wasm');
    const simd = await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT');
    return {
      version: wasm.version_wasm,
      device: simd ? 'wasm-simd' : 'wasm',
      threads: wasm.getThreadsCount(),
    };
  },
});
export default module;
