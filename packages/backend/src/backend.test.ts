import { describe, expect, test } from 'vitest';
import { defineBackend, probeRuntime } from './index.ts';
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

describe('a runtime', () => {
  const probe = (name: string, versions: string) =>
    probeRuntime({ package: name, versions }, (path) => {
      if (path === 'here/package.json') return { version: '1.9.1' };
      if (path === 'next/package.json') return { version: '2.1.0-rc.1' };
      throw new Error(`Cannot find module '${path}'`);
    });

  test('is there if its manifest can be read', () => {
    expect(probe('here', '*')).toEqual({ ok: true, origin: 'native' });
    const note = 'gone is not installed';
    expect(probe('gone', '*')).toEqual({ ok: false, reason: 'no-device', note });
  });

  test('is there in a version that the adapter drives; it says which', () => {
    expect(probe('here', '^1.9.0')).toMatchObject({ ok: true });
    expect(probe('next', '>=1.9.0 <3')).toMatchObject({ ok: true });
    expect(probe('here', '^1.10.0')).toEqual({
      ok: false,
      reason: 'no-device',
      note: 'the adapter drives here ^1.10.0, not 1.9.1',
    });
  });
});
