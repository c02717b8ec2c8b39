import { expect, test } from 'vitest';
import { defineBackend, probeModule } from './index.ts';
import type { Backend, BackendModule, Kernel, KernelRequest } from './index.ts';

const kernel: Kernel = { bind() {}, run() {}, read: () => new Float32Array(), dispose() {} };
const relu: KernelRequest = { op: 'relu', pass: 'forward', dtype: 'float32' };

/** A backend of relu that prepares whatever it is asked for. */
class Careless implements Backend {
  identity = { id: 'careless', name: 'Careless', version: '1.0.0', device: 'cpu', threads: 1 };
  disposed = false;
  supports({ op }: KernelRequest) {
    return op === 'relu'
      ? ({ ok: true, origin: 'native' } as const)
      : ({ ok: false, reason: 'no-op', note: `there is no ${op}` } as const);
  }
  prepare = () => kernel;
  dispose() {
    this.disposed = true;
  }
}

function moduleOf(opened: Backend): BackendModule {
  return defineBackend({
    id: 'careless',
    runtime: { package: 'none', versions: '*' },
    probe: async () => ({ ok: true, origin: 'native' }),
    open: async () => opened,
  });
}

test('what is supported is prepared, what is not is refused', async () => {
  const own = new Careless();
  const backend = await moduleOf(own).open({ threads: 1 });
  expect(backend.identity).toBe(own.identity);
  expect(backend.prepare(relu)).toBe(kernel);
  expect(() => backend.prepare({ ...relu, op: 'tanh' })).toThrow(
    expect.objectContaining({
      code: 'KERNEL_UNSUPPORTED',
      message: 'careless: there is no tanh',
      hint: 'ask `supports` first',
    }),
  );
  await backend.dispose();
  expect(own.disposed).toBe(true);
});

test('what has another shape is left to the host', async () => {
  const none = null as unknown as Backend;
  expect(await moduleOf(none).open({ threads: 1 })).toBe(none);
  const shapeless = { id: 'none' } as BackendModule;
  expect(defineBackend(shapeless)).toBe(shapeless);
});

test('a runtime is there if it can be found', () => {
  const resolve = (name: string): string => {
    if (name === 'here') return '/here.js';
    throw new Error(`Cannot find module '${name}'`);
  };
  expect(probeModule('here', resolve)).toEqual({ ok: true, origin: 'native' });
  const missing = { ok: false, reason: 'no-device', note: 'gone is not installed' };
  expect(probeModule('gone', resolve)).toEqual(missing);
  expect(probeModule('gone', resolve, 'no binary')).toEqual({ ...missing, note: 'no binary' });
});
