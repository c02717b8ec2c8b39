import { describe, expect, it } from 'vitest';
import { faulty } from '../fixtures/faulty.ts';
import { runOnce } from './run-once.ts';

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
