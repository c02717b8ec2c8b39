import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Backend, OpId, Pass } from '@rectify/backend';
import { callOnce } from '@rectify/testkit';
import manifest from '../package.json' with { type: 'json' };
import ort from './index.ts';

const ops: readonly OpId[] = ['relu', 'sigmoid', 'tanh'];
const kernels = ops.flatMap((op) =>
  (['forward', 'vjp'] as const).map((pass): [OpId, Pass] => [op, pass]),
);

let backend: Backend;
beforeAll(async () => {
  backend = await ort.open({ threads: 1 });
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

test('says what it is', async () => {
  expect(await ort.probe()).toEqual({ ok: true, origin: 'native' });
  expect(backend.identity).toMatchObject({ id: 'ort-node', device: 'cpu', threads: 1 });
  expect(backend.identity.version).toMatch(/^1\.30\./);
});

test('is made for the versions that npm lets it be installed with', () => {
  expect(manifest.peerDependencies).toEqual({ [ort.runtime.package]: ort.runtime.versions });
});

test('forward is native, vjp composed, bfloat16 unsupported', async () => {
  expect(backend.supports({ op: 'tanh', pass: 'forward', dtype: 'float32' })).toEqual({
    ok: true,
    origin: 'native',
  });
  expect(backend.supports({ op: 'tanh', pass: 'vjp', dtype: 'float32' })).toEqual({
    ok: true,
    origin: 'composed',
  });
  const bfloat16 = { op: 'tanh', pass: 'forward', dtype: 'bfloat16' } as const;
  expect(backend.supports(bfloat16)).toMatchObject({ ok: false, reason: 'no-dtype' });
  expect(() => backend.prepare(bfloat16)).toThrow(
    expect.objectContaining({ code: 'KERNEL_UNSUPPORTED' }),
  );
});

describe.each(kernels)('%s/%s', (op, pass) => {
  test('holds no more memory after 10,000 rounds', async () => {
    const kernel = await backend.prepare({ op, pass, dtype: 'float32' });
    const bytes = 65_536;
    const x = new Float32Array(bytes / 4).fill(0.5);
    const before = process.memoryUsage().rss;
    for (let round = 0; round < 10_000; round++) {
      if (round % 10 === 0) await kernel.bind(pass === 'vjp' ? { x, dy: x } : { x });
      await kernel.run();
    }
    // 10,000 results would be 650 MB; the garbage collector decides when the last ones go.
    expect(process.memoryUsage().rss - before).toBeLessThan(1_000 * bytes * 3);
    await kernel.dispose();
  });
});

test.each([
  ['float16', Uint16Array.of(0x3c00, 0xc000, 0x7c00, 0x0001), [0x3c00, 0, 0x7c00, 0x0001]],
  ['float64', Float64Array.of(1, -2, Infinity, 5e-324), [1, 0, Infinity, 5e-324]],
] as const)('%s in, the same out', async (dtype, x, due) => {
  const kernel = await backend.prepare({ op: 'relu', pass: 'forward', dtype });
  await kernel.bind({ x });
  await kernel.run();
  const y = await kernel.read();
  expect(y.constructor).toBe(x.constructor);
  expect([...y]).toEqual(due);
  expect(() => kernel.bind({ x: new Float32Array(4) })).toThrow(TypeError);
  await kernel.dispose();
});

test('forward at special points', async () => {
  const x = new Float32Array([NaN, Infinity, -Infinity, 0, 2, -2]);
  expect(await compute('relu', 'forward', x)).toEqual([NaN, Infinity, 0, 0, 2, 0]);
  const sigmoid = await compute('sigmoid', 'forward', x);
  expect(sigmoid.slice(0, 4)).toEqual([NaN, 1, expect.closeTo(0, 6), 0.5]);
  expect(await compute('tanh', 'forward', x.subarray(0, 4))).toEqual([NaN, 1, -1, 0]);
});

test('composed gradients at special points', async () => {
  const x = new Float32Array([NaN, Infinity, -Infinity, 0, -0, 2, -2]);
  const dy = new Float32Array(7).fill(3);
  expect(await compute('relu', 'vjp', x, dy)).toEqual([0, 3, 0, 0, 0, 3, 0]);
  const s = Math.exp(-2) / (1 + Math.exp(-2)) ** 2;
  const t = 1 - Math.tanh(2) ** 2;
  const near = (value: number) => expect.closeTo(value, 6) as number;
  expect(await compute('sigmoid', 'vjp', x, dy)).toEqual([
    NaN,
    0,
    0,
    0.75,
    0.75,
    near(3 * s),
    near(3 * s),
  ]);
  expect(await compute('tanh', 'vjp', x, dy)).toEqual([NaN, 0, 0, 3, 3, near(3 * t), near(3 * t)]);
});

test('a masked gradient is selected, not multiplied', async () => {
  const x = new Float32Array([-1, -1, -1, 1, 1]);
  const dy = new Float32Array([Infinity, -Infinity, NaN, -Infinity, NaN]);
  expect(await compute('relu', 'vjp', x, dy)).toEqual([0, 0, 0, -Infinity, NaN]);
});

test('the console stays clean', async () => {
  const writes = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')];
  const second = await ort.open({ threads: 2 });
  const kernel = await second.prepare({ op: 'tanh', pass: 'forward', dtype: 'float32' });
  await kernel.bind({ x: new Float32Array(8) });
  await kernel.run();
  await kernel.dispose();
  await second.dispose();
  for (const write of writes) expect(write).not.toHaveBeenCalled();
  vi.restoreAllMocks();
});
