import { expect, test } from 'vitest';
import { lanesOf } from '../../holders.ts';
import { forward } from '../fixtures/call.ts';
import { buildCubics, twoWays } from './cubics.ts';
import { loops as sigmoid } from './sigmoid.ts';
import { loops as tanh } from './tanh.ts';

const numbers = new Float32Array(1);
const bits = new Int32Array(numbers.buffer);
const floatOf = (b: number): number => {
  bits[0] = b;
  return numbers[0]!;
};

test('the function lies between the bounds of its row', () => {
  const of = (b: number): number => 1 / (1 + Math.exp(-floatOf(b)));
  const { low, high, first, second, third } = buildCubics(of, 2, 2 ** -48);
  for (let k = 0; k < 200_000; k++) {
    const b = Math.imul(k, 0x9e3779b1);
    if (!Number.isFinite(floatOf(b))) continue;
    const p = (b >>> 16) * 5;
    const r = b & 0xffff;
    const t = r * (first[p]! + r * (second[p]! + r * third[p]!));
    const y = of(b);
    if (low[p]! + t <= y && y <= high[p]! + t) continue;
    expect.fail(`x = ${floatOf(b)}: ${y} is not in ${low[p]! + t} … ${high[p]! + t}`);
  }
});

test('what is in doubt is settled, and where much is, the next chunks go the exact way', () => {
  const chunks: string[] = [];
  const loop = twoWays({
    fast({ bits: from }, _, to, start, end, doubtful) {
      chunks.push('fast');
      let doubts = 0;
      for (let i = start; i < end; i++) {
        if (from[i]! < 0) doubtful[doubts++] = i;
        else to[i] = 1;
      }
      return doubts;
    },
    exact(_x, _dy, to, start, end) {
      if (end - start > 1) chunks.push('exact');
      to.fill(2, start, end);
    },
  });
  const run = (x: Float32Array): Float32Array => {
    const y = lanesOf(new Float32Array(x.length));
    loop(lanesOf(x), lanesOf(x), y);
    return y.floats;
  };
  expect([...run(Float32Array.of(1, -1, 1))]).toEqual([1, 2, 1]);
  expect(new Set(run(new Float32Array(10 * 4096).fill(-1)))).toEqual(new Set([2]));
  expect(chunks.slice(2)).toEqual(['fast', ...Array(7).fill('exact'), 'fast', 'exact']);
});

test('a lane gives the same alone, in pairs and among lanes in doubt', () => {
  const x = Float32Array.from({ length: 9001 }, (_, i) => (i % 3 === 0 ? -60 - i / 1000 : i / 900));
  for (const loops of [sigmoid, tanh]) {
    const alone = x.map((value) => forward(loops, Float32Array.of(value))[0]!);
    expect(forward(loops, x)).toEqual(alone);
  }
});
