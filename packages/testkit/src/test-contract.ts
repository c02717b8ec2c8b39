import type { Backend, BackendModule, KernelRequest, TypedArray } from '@rectify/backend';
import { opIds, passes } from '@rectify/spec';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { patienceMs } from './patience.ts';

/** Calls a kernel once, prepared for that. */
export async function callOnce(
  backend: Backend,
  request: KernelRequest,
  x: TypedArray,
  dy?: TypedArray,
): Promise<TypedArray> {
  const kernel = await backend.prepare(request);
  await kernel.bind(dy === undefined ? { x } : { x, dy });
  await kernel.run();
  const y = (await kernel.read()).slice();
  await kernel.dispose();
  return y;
}

const kernels = opIds.flatMap((op) => passes.map((pass) => ({ op, pass }) as const));

/**
 * Registers tests of what the contract asks of a backend beside right results: kernels of float32 take arrays of any
 * length and offset, and others on each bind; what is not supported is said, and refused.
 */
export function testContract(module: BackendModule): void {
  describe(`${module.id}: contract`, () => {
    let backend: Backend;
    beforeAll(async () => {
      backend = await module.open({ threads: 1 });
    }, patienceMs);
    afterAll(() => backend.dispose());

    test.each(['no-such-op', 'toString'])('%s is no op of it, and is refused', (name) => {
      const op = name as KernelRequest['op'];
      const request = { op, pass: 'forward', dtype: 'float32' } as const;
      expect(backend.supports(request)).toMatchObject({ ok: false, reason: 'no-op' });
      expect(() => backend.prepare(request)).toThrow(
        expect.objectContaining({ code: 'KERNEL_UNSUPPORTED' }),
      );
    });

    test.for(kernels)('$op/$pass takes any length and offset', async ({ op, pass }, context) => {
      const request = { op, pass, dtype: 'float32' } as const;
      if (!backend.supports(request).ok) return context.skip();
      const source = Float32Array.from({ length: 80 }, (_, i) => (i - 40) / 7);
      const kernel = await backend.prepare(request);
      const call = async (begin: number, end: number): Promise<TypedArray> => {
        const x = source.subarray(begin, end);
        await kernel.bind(pass === 'vjp' ? { x, dy: x } : { x });
        await kernel.run();
        return (await kernel.read()).slice();
      };
      const all = await call(0, 80);
      for (const [begin, end] of [
        [5, 80],
        [3, 3],
        [1, 68],
        [7, 8],
      ] as const) {
        const y = await call(begin, end);
        expect(y.length).toBe(end - begin);
        // Whether they are the same to the bit is for the clauses about lanes to say.
        y.forEach((value, i) => expect(value).toBeCloseTo(all[begin + i]!, 3));
      }
      await kernel.dispose();
    });
  });
}
