import { describe, expect, it } from 'vitest';
import { faulty } from '../fixtures/faulty.ts';
import { runCalls } from './run-calls.ts';

const right = { id: 'right', specifier: faulty('right') };
const relu = { op: 'relu', pass: 'forward', dtype: 'float32' } as const;

describe('runCalls', () => {
  it('gives what each call returns', async () => {
    const batches = [Float32Array.of(-2, 3), Float32Array.of()].map((x) => ({ x, offset: 1 }));
    expect(await runCalls(right, relu, batches)).toEqual([
      { kind: 'returned', y: Float32Array.of(0, 3) },
      { kind: 'returned', y: Float32Array.of() },
    ]);
  });

  it('says what cannot be had', async () => {
    const batches = [{ x: Float32Array.of(1), offset: 0 }];
    const sigmoid = { ...relu, op: 'sigmoid' } as const;
    await expect(runCalls(right, sigmoid, batches)).rejects.toMatchObject({
      code: 'KERNEL_UNSUPPORTED',
    });
    const unavailable = { id: 'gone', specifier: faulty('unavailable') };
    await expect(runCalls(unavailable, relu, batches)).rejects.toMatchObject({
      code: 'BACKEND_MISSING',
      hint: 'install small',
    });
  });
});
