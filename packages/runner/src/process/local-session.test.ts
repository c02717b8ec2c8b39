import type { KernelRequest } from '@rectify/backend';
import { describe, expect, it } from 'vitest';
import { smallBackend } from '../fixtures/small.ts';
import { openLocal } from './local-session.ts';

const relu: KernelRequest = { op: 'relu', pass: 'forward', dtype: 'float32' };
const tanh: KernelRequest = { op: 'tanh', pass: 'forward', dtype: 'float32' };
const batch = { x: Float32Array.of(-1, NaN, 2, -0), offset: 3 };

describe('openLocal', () => {
  it('answers as a process does', async () => {
    const one = openLocal(smallBackend('right'));
    expect(await one.start([relu])).toMatchObject({ kind: 'opened', identity: { id: 'right' } });
    expect(await one.run(relu, batch)).toEqual({
      kind: 'returned',
      y: Float32Array.of(0, NaN, 2, 0),
    });
    await one.close();
    expect(await one.run(relu, batch)).toMatchObject({ kind: 'errored' });
  });

  it('gives the kernel views at the offset, and copies what it returns', async () => {
    const same = new Float32Array(4);
    const offsets: number[] = [];
    const one = openLocal(
      smallBackend('reuses', ({ x }, y) => {
        offsets.push(x.byteOffset);
        same.set(y);
        return same;
      }),
    );
    await one.start([tanh]);
    const first = await one.run(tanh, batch);
    await one.run(tanh, { x: Float32Array.of(5, 6, 7, 8), offset: 0 });
    expect(offsets).toEqual([12, 0]);
    expect(first).toMatchObject({ y: expect.objectContaining({ 0: Math.fround(Math.tanh(-1)) }) });
  });
});
