import { bitsOf, ulpError, floatTypes } from '@rectify/float';
import { oracle } from '@rectify/oracle';
import { expect, test } from 'vitest';
import { type ProfileFigures, profileFigures } from '../verdict/profile.ts';
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

/** Figures of a kernel of `op` over magnitudes from `first` on. */
function figures(
  op: 'sigmoid' | 'tanh',
  first: number,
  change: (x: number, y: number) => number,
): ProfileFigures {
  const magnitudes = Uint32Array.from({ length: 2 ** 14 }, (_, at) => first + at);
  const x = floatTypes.float32.line.symmetric(magnitudes) as Float32Array;
  const y = oracle(op, 'forward').fill(x).due as Float32Array;
  y.forEach((value, at) => (y[at] = change(x[at] ?? NaN, value)));
  const result = newGridResult();
  judgeBlock(planGrid({ ...request, op }, []), magnitudes, 0, x, y, result);
  return profileFigures('float32', result.profile);
}

test('an exp that overflows is not flushing, and nothing is forgiven it', () => {
  const textbook = (x: number): number => Math.fround(1 / (1 + Math.fround(Math.exp(-x))));
  const { flushes, maxUlp, maxUlpForgiven } = figures('sigmoid', bitsOf(88.72), textbook);
  expect(flushes).toEqual({ inputs: false, results: false });
  expect(maxUlp).toBeGreaterThan(1e6);
  expect(maxUlpForgiven).toBe(maxUlp);
});

test('errors of more than 1 ULP are told from those of less where the double is 1 ULP', () => {
  const { infinity, of, step, valueOf } = floatTypes.float32.line;
  const beside = (x: number, by: number): number =>
    Math.sign(x) * valueOf(Math.min(infinity, step(of(x), by)));
  const first = bitsOf(2 ** -60);
  expect(figures('tanh', first, (x) => beside(x, 1)).overOneUlp).toBe(2 ** 15);
  // Below a power of two there is half an ULP to the next.
  expect(figures('tanh', first, (x) => beside(x, -1)).overOneUlp).toBe(0);
});
