import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Backend, OpId, Pass } from '@rectify/backend';
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node/dist/nodejs_kernel_backend.js';
import { callOnce } from '@rectify/testkit';
import manifest from '../package.json' with { type: 'json' };
import cpu from './cpu.ts';
import node from './node.ts';
import { loadTensorFlow } from './tfjs.ts';
import wasm from './wasm.ts';

const ops: readonly OpId[] = ['relu', 'sigmoid', 'tanh'];
const kernels = ops.flatMap((op) =>
  (['forward', 'vjp'] as const).map((pass): [OpId, Pass] => [op, pass]),
);
const tf = await loadTensorFlow();

const variants = [
  { module: cpu, backend: 'cpu', device: 'cpu', threads: 1 },
  // In Node its threaded build is never loaded.
  { module: wasm, backend: 'wasm', device: 'wasm-simd', threads: 1 },
  { module: node, backend: 'tensorflow', device: 'cpu', threads: 4 },
].map((variant) => ({ ...variant, id: variant.module.id }));
const nodeIsBuilt = (await node.probe()).ok;

/** Tensors in TensorFlow's own memory. */
function nativeTensors(): number {
  return tf.getBackend() === 'tensorflow'
    ? (tf.backend() as NodeJSKernelBackend).getNumOfTFTensors()
    : 0;
}

// The process has one selected backend, so each is opened and disposed of before the next.
describe.each(variants)('$id', ({ module, backend: selected, device, threads }) => {
  if (module === node && !nodeIsBuilt) {
    test.skip('is not built: pnpm tfjs-node:build', () => {});
    return;
  }
  let backend: Backend;
  beforeAll(async () => {
    backend = await module.open({ threads: 4 });
  });
  afterAll(() => backend.dispose());

  async function compute(
    op: OpId,
    pass: Pass,
    x: Float32Array,
    dy?: Float32Array,
  ): Promise<number[]> {
    return [...(await callOnce(backend, { op, pass, dtype: 'float32' }, x, dy))];
  }

  test('is made for the versions that npm lets it be installed with', () => {
    const { package: name, versions } = module.runtime;
    expect(manifest.peerDependencies).toHaveProperty([name], versions);
  });

  test('says what it is', async () => {
    expect(await module.probe()).toEqual({ ok: true, origin: 'native' });
    expect(backend.identity).toMatchObject({ id: module.id, device, threads });
    expect(backend.identity.version).toMatch(/^4\.\d+\.\d+$/);
    expect(tf.getBackend()).toBe(selected);
  });

  test('forward is native, vjp autodiff, other dtypes unsupported', () => {
    expect(backend.supports({ op: 'tanh', pass: 'forward', dtype: 'float32' })).toEqual({
      ok: true,
      origin: 'native',
    });
    expect(backend.supports({ op: 'tanh', pass: 'vjp', dtype: 'float32' })).toEqual({
      ok: true,
      origin: 'autodiff',
    });
    const float64 = { op: 'tanh', pass: 'forward', dtype: 'float64' } as const;
    expect(backend.supports(float64)).toMatchObject({ ok: false, reason: 'no-dtype' });
    expect(() => backend.prepare(float64)).toThrow(
      expect.objectContaining({ code: 'KERNEL_UNSUPPORTED' }),
    );
  });

  describe.each(kernels)('%s/%s', (op, pass) => {
    const vjp = pass === 'vjp';
    const filled = (length: number, value: number) => new Float32Array(length).fill(value);

    test('a result that was read outlives later runs and binds', async () => {
      const kernel = await backend.prepare({ op, pass, dtype: 'float32' });
      const bind = (value: number) => {
        const x = filled(3, value);
        return kernel.bind(vjp ? { x, dy: x } : { x });
      };
      await bind(0.5);
      await kernel.run();
      const first = await kernel.read();
      const copy = first.slice();
      await bind(2);
      await kernel.run();
      expect(first).toEqual(copy);
      expect(await kernel.read()).not.toEqual(copy);
      await kernel.dispose();
    });

    test('holds no more memory after 10,000 rounds, and none when disposed of', async () => {
      const before = tf.memory();
      const nativeBefore = nativeTensors();
      const kernel = await backend.prepare({ op, pass, dtype: 'float32' });
      const x = filled(64, 0.5);
      for (let round = 0; round < 10_000; round++) {
        if (round % 10 === 0) await kernel.bind(vjp ? { x, dy: x } : { x });
        await kernel.run();
      }
      const tensors = vjp ? 3 : 2;
      expect(tf.memory().numTensors - before.numTensors).toBe(tensors);
      expect(tf.memory().numBytes - before.numBytes).toBe(tensors * x.byteLength);
      await kernel.dispose();
      expect(tf.memory()).toMatchObject({
        numTensors: before.numTensors,
        numDataBuffers: before.numDataBuffers,
      });
      expect(nativeTensors()).toBe(nativeBefore);
    });
  });

  test('forward at special points', async () => {
    const x = new Float32Array([NaN, Infinity, -Infinity, 0]);
    expect(await compute('relu', 'forward', x)).toEqual([NaN, Infinity, 0, 0]);
    expect(await compute('sigmoid', 'forward', x)).toEqual([NaN, 1, 0, 0.5]);
    expect(await compute('tanh', 'forward', x)).toEqual([NaN, 1, -1, 0]);
  });

  test('gradients multiply by dy', async () => {
    const x = new Float32Array([2, 0.5]);
    const dy = new Float32Array([3, -1]);
    const near = (value: number) => expect.closeTo(value, 5) as number;
    const sigmoid = (v: number) => 1 / (1 + Math.exp(-v));
    expect(await compute('relu', 'vjp', x, dy)).toEqual([3, -1]);
    expect(await compute('sigmoid', 'vjp', x, dy)).toEqual([
      near(3 * sigmoid(2) * sigmoid(-2)),
      near(-sigmoid(0.5) * sigmoid(-0.5)),
    ]);
    expect(await compute('tanh', 'vjp', x, dy)).toEqual([
      near(3 - 3 * Math.tanh(2) ** 2),
      near(Math.tanh(0.5) ** 2 - 1),
    ]);
  });

  test('the console stays clean, and a backend can be opened again', async () => {
    await backend.dispose();
    const writes = (['log', 'info', 'warn', 'error'] as const).map((level) =>
      vi.spyOn(console, level),
    );
    backend = await module.open({ threads: 1 });
    expect(await compute('relu', 'vjp', new Float32Array([1]), new Float32Array([4]))).toEqual([4]);
    for (const write of writes) expect(write).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  });
});
