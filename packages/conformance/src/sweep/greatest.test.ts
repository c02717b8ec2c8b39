import { bitsOf, ulpError, floatTypes } from '@rectify/float';
import { oracle } from '@rectify/oracle';
import { expect, test } from 'vitest';
import { judgeBlock, newGridResult } from './judge.ts';
import { planGrid } from './plan.ts';

const request = { op: 'sigmoid', pass: 'forward', dtype: 'float32' } as const;
const { enclose, fill } = oracle('sigmoid', 'forward');

/** The greatest error over magnitudes from `first` on of a kernel made from the correctly rounded one, by a block and by the oracle. */
function greatest(first: number, change: (x: number, y: number) => number): readonly unknown[] {
  const magnitudes = Uint32Array.from({ length: 3000 }, (_, at) => first + at);
  const x = floatTypes.float32.line.symmetric(magnitudes) as Float32Array;
  const y = fill(x).due as Float32Array;
  y.forEach((value, at) => (y[at] = change(x[at] ?? NaN, value)));
  const result = newGridResult();
  judgeBlock(planGrid(request, []), magnitudes, 0, x, y, result);
  const { maxUlp, maxUlpBits, maxUlpForgiven } = result.profile;

  const sizes = [...x].map((at, index) => ulpError(y[index] ?? NaN, enclose(at).value));
  const most = Math.max(...sizes);
  const bits = [...x].filter((_, at) => sizes[at] === most).map(bitsOf);
  expect({ maxUlp, maxUlpBits }).toEqual({ maxUlp: most, maxUlpBits: Math.min(...bits) });
  return [maxUlp, maxUlpForgiven];
}

test.each([0x36ea0000, 0x33000000, 0x3f800000, 0x42ae0000])(
  'the greatest error from bits %i on is the one by the oracle, where near ties abound and where they do not',
  (first) => {
    const [maxUlp, forgiven] = greatest(first, (_, y) => y);
    expect(maxUlp).toBeLessThanOrEqual(0.5);
    expect(forgiven).toBe(maxUlp);
  },
);

test('of a constant result the ends are enough', () => {
  greatest(0x41c00000, (x, y) => (x > 0 ? 1 + 2 ** -22 : y));
  greatest(0x3e800000, () => 0.5);
});

test('what flushing explains is in the one figure and not in the other', () => {
  const [maxUlp, forgiven] = greatest(0x42b00000, (_, y) => (y < 2 ** -126 ? 0 : y));
  expect(maxUlp).toBeGreaterThan(1e6);
  expect(forgiven).toBeLessThanOrEqual(0.5);
});
