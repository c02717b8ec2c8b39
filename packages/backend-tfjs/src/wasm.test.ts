import { expect, test, vi } from 'vitest';
import { loadTensorFlow } from './tfjs.ts';
import wasm from './wasm.ts';

const tf = await loadTensorFlow();
tf.env().registerFlag('WASM_HAS_SIMD_SUPPORT', () => false);

// As it was before 3.10: no threads, and a `fetch` is called with the path of a file.
vi.mock('@tensorflow/tfjs-backend-wasm', () => ({
  version_wasm: '3.0.0',
  setThreadsCount: undefined,
  getThreadsCount: undefined,
}));

test('an old version that has no threads, and fetches what is to be read, is driven', async () => {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'fetch');
  const seen: string[] = [];
  tf.registerBackend('wasm', async () => {
    seen.push(typeof fetch);
    if (typeof fetch === 'function') throw new TypeError('Failed to parse URL from a path');
    const factory = tf.findBackendFactory('cpu');
    return factory();
  });
  const backend = await wasm.open({ threads: 4 });
  expect(seen).toEqual(['undefined']);
  expect(backend.identity).toMatchObject({ id: 'tfjs-wasm', version: '3.0.0', device: 'wasm' });
  expect(backend.identity.threads).toBe(1);
  expect(Object.getOwnPropertyDescriptor(globalThis, 'fetch')).toEqual(before);
  await backend.dispose();
});

test('where it cannot be started, `fetch` is back nevertheless', async () => {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'fetch');
  tf.removeBackend('wasm');
  tf.registerBackend('wasm', async () => {
    throw new Error('no .wasm file');
  });
  vi.spyOn(console, 'warn').mockReturnValue();
  await expect(wasm.open({ threads: 1 })).rejects.toMatchObject({ code: 'BACKEND_INVALID' });
  expect(Object.getOwnPropertyDescriptor(globalThis, 'fetch')).toEqual(before);
  vi.restoreAllMocks();
});
