import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import util from 'node:util';
import type { BackendModule } from '@rectify/backend';
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node/dist/nodejs_kernel_backend.js';
import { tensorFlowModule } from './tfjs.ts';

export { nodeDeviations as deviations } from './deviations-node.ts';

const runtime: BackendModule['runtime'] = {
  package: '@tensorflow/tfjs-node',
  versions: '^4.22.0',
};

/** Where the package looks for its native binding, for Node-API 8. @throws when the package is not installed */
export function bindingPath(): string {
  const manifest = createRequire(import.meta.url).resolve(`${runtime.package}/package.json`);
  return join(manifest, '../lib/napi-v8/tfjs_binding.node');
}

/** What TensorFlow was started with: it reads it once in a process. */
let started: number | undefined;

const tensorFlow = tensorFlowModule({
  id: 'tfjs-node',
  name: 'TensorFlow.js Node',
  runtime,
  backend: 'tensorflow',
  async load(_, { threads }) {
    // tfjs-node 4.22.0 calls two functions that Node 23 has removed: just those are put back, in this process.
    const shimmed: typeof util & { isArray?: unknown; isNullOrUndefined?: unknown } = util;
    shimmed.isArray ??= Array.isArray;
    shimmed.isNullOrUndefined ??= (value: unknown) => value === null || value === undefined;
    started ??= threads;
    process.env['TF_NUM_INTRAOP_THREADS'] = `${started}`;
    process.env['TF_NUM_INTEROP_THREADS'] = `${started}`;
    process.env['TF_CPP_MIN_LOG_LEVEL'] = '3'; // no banner
    await import('@tensorflow/tfjs-node');
  },
  async describe(tf) {
    const { version } = await import('@tensorflow/tfjs-node');
    const { binding } = tf.backend() as NodeJSKernelBackend;
    return {
      name: `TensorFlow.js Node (libtensorflow ${binding.TF_Version})`,
      version: version['tfjs-node'],
      device: 'cpu',
      threads: started ?? 1,
    };
  },
});

/** TensorFlow's C library, by way of tfjs-node. Its threads are those of the first `open` in a process. */
const module: BackendModule = {
  ...tensorFlow,
  async probe() {
    const installed = await tensorFlow.probe();
    if (!installed.ok || existsSync(bindingPath())) return installed;
    const note = `the native binding of ${runtime.package} is not there; in a checkout of rectify: pnpm tfjs-node:build`;
    return { ok: false, reason: 'no-device', note };
  },
};
export default module;
