import { describe, expect, it } from 'vitest';
import { faulty } from './fixtures/faulty.ts';
import { probeBackends, runOnce } from './once.ts';

const right = { id: 'right', specifier: faulty('right') };
const relu = { op: 'relu', pass: 'forward', dtype: 'float32' } as const;

describe('runOnce', () => {
  it('gives what one call returns', async () => {
    expect(await runOnce(right, relu, Float32Array.of(-2, 3), undefined, 1)).toEqual({
      kind: 'returned',
      y: Float32Array.of(0, 3),
    });
  });

  it('says what cannot be had', async () => {
    const x = Float32Array.of(1);
    const sigmoid = { ...relu, op: 'sigmoid' } as const;
    await expect(runOnce(right, sigmoid, x, undefined, 0)).rejects.toMatchObject({
      code: 'KERNEL_UNSUPPORTED',
    });
    const unavailable = { id: 'gone', specifier: faulty('unavailable') };
    await expect(runOnce(unavailable, relu, x, undefined, 0)).rejects.toMatchObject({
      code: 'BACKEND_MISSING',
      hint: 'install small',
    });
  });
});

describe('probeBackends', () => {
  it('says who is there, and why the others are not', async () => {
    const refs = (['unavailable', 'hangs-in-open'] as const).map((id) => ({
      id,
      specifier: faulty(id),
    }));
    const missing = { id: 'missing', specifier: `${faulty('right').split('?')[0]}x` };
    const found = await probeBackends([right, ...refs, missing], { timeoutMs: 8000 });
    expect(found).toMatchObject([
      { id: 'right', available: true, version: '1.2.3', note: null },
      { id: 'unavailable', available: false, note: 'no such device here' },
      { id: 'hangs-in-open', available: false, note: expect.stringContaining('no answer') },
      { id: 'missing', available: false, note: expect.stringContaining('BACKEND_MISSING') },
    ]);
  });
});
