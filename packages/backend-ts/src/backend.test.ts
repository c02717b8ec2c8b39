import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Backend, OpId, Pass } from '@rectify/backend';
import manifest from '../package.json' with { type: 'json' };
import module from './index.ts';

const kernels: readonly (readonly [OpId, Pass])[] = (['relu', 'sigmoid', 'tanh'] as const).flatMap(
  (op) => (['forward', 'vjp'] as const).map((pass) => [op, pass] as const),
);

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

/** Bytes that are still reachable; what dies in one collection may be freed in the next. */
async function held(): Promise<number> {
  for (let time = 0; time < 3; time++) {
    collect();
    await new Promise(setImmediate);
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

let backend: Backend;
beforeAll(async () => {
  backend = await module.open({ threads: 4 });
});
afterAll(() => backend.dispose());

test('identity', async () => {
  expect(await module.probe()).toEqual({ ok: true, origin: 'native' });
  expect(backend.identity).toMatchObject({ id: module.id, version: manifest.version, threads: 1 });
  expect(module.runtime).toEqual({ package: manifest.name, versions: manifest.version });
});

test('has every dtype', () => {
  for (const dtype of ['float32', 'float16', 'bfloat16', 'float64'] as const)
    expect(backend.supports({ op: 'tanh', pass: 'vjp', dtype })).toEqual({
      ok: true,
      origin: 'native',
    });
});

test('what was read stays as it is when other inputs are bound', async () => {
  const kernel = await backend.prepare({ op: 'relu', pass: 'forward', dtype: 'float32' });
  await kernel.bind({ x: Float32Array.of(1) });
  await kernel.run();
  const first = await kernel.read();
  await kernel.bind({ x: Float32Array.of(2) });
  await kernel.run();
  expect([...first]).toEqual([1]);
});

test('inputs that do not fit are refused', async () => {
  const kernel = await backend.prepare({ op: 'relu', pass: 'vjp', dtype: 'float32' });
  const x = new Float32Array(2);
  expect(() => kernel.bind({ x: new Float64Array(2), dy: x })).toThrow(TypeError);
  expect(() => kernel.bind({ x })).toThrow(TypeError);
  expect(() => kernel.bind({ x, dy: new Float32Array(3) })).toThrow(RangeError);
});

test.each(kernels)('%s/%s: 10,000 rounds leave nothing behind', async (op, pass) => {
  const x = new Float32Array(64).fill(-0.5);
  const inputs = pass === 'vjp' ? { x, dy: x } : { x };
  await rounds(1000);
  // What is kept from each round grows every time; what the engine keeps of its compiling does not.
  const growth: number[] = [];
  for (let time = 0; time < 3; time++) {
    const before = await held();
    await rounds(10_000);
    growth.push((await held()) - before);
  }
  // A single object kept from each round would be more.
  expect(Math.min(...growth)).toBeLessThan(200_000);

  async function rounds(count: number): Promise<void> {
    for (let i = 0; i < count; i++) {
      const kernel = await backend.prepare({ op, pass, dtype: 'float32' });
      await kernel.bind(inputs);
      await kernel.run();
      await kernel.read();
      await kernel.dispose();
    }
  }
});
