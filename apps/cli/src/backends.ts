/** Where a built-in backend is, and how its runtime is got. */
export interface BackendRow {
  /** The package of its adapter, and its entry there. */
  readonly adapter: string;
  readonly entry: string;
  /** The runtime on npm and what goes with it at the same version, where several versions can be had side by side. */
  readonly packages?: readonly [string, ...string[]];
  /** What gets it where installing its package is not enough. */
  readonly build?: string;
}

const tfjs = '@rectify/backend-tfjs';
const ort = '@rectify/backend-onnxruntime';

/** Backends that are known by id. */
export const backends = {
  ts: { adapter: '@rectify/backend-ts', entry: '' },
  'tfjs-cpu': { adapter: tfjs, entry: '/cpu', packages: ['@tensorflow/tfjs'] },
  'tfjs-wasm': {
    adapter: tfjs,
    entry: '/wasm',
    packages: ['@tensorflow/tfjs-backend-wasm', '@tensorflow/tfjs'],
  },
  'tfjs-node': { adapter: tfjs, entry: '/node', build: 'pnpm tfjs-node:build' },
  'ort-node': { adapter: ort, entry: '', packages: ['onnxruntime-node'] },
} satisfies Record<string, BackendRow>;
