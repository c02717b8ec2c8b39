import { floatTypes } from '@rectify/float';
import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';
import type { DType, OpId, Pass, TypedArray } from '@rectify/backend';
import { testBackend } from '@rectify/testkit';
import module, { deviations } from './index.ts';

testBackend(module, { deviations, dtypes: ['float16', 'bfloat16', 'float64'] });

async function compute(
  op: OpId,
  pass: Pass,
  dtype: DType,
  x: TypedArray,
  dy: TypedArray | undefined,
): Promise<TypedArray> {
  const backend = await module.open({ threads: 1 });
  const kernel = await backend.prepare({ op, pass, dtype });
  await kernel.bind(dy === undefined ? { x } : { x, dy });
  await kernel.run();
  return kernel.read();
}

const single = (x: number, dy: number): [Float64Array, Float64Array] => [
  Float64Array.of(x),
  Float64Array.of(dy),
];

const kernels = (['relu', 'sigmoid', 'tanh'] as const).flatMap((op) =>
  (['forward', 'vjp'] as const).map((pass) => [op, pass] as const),
);

/** MPFR's results, where the oracle has them. */
describe.each(kernels)('%s/%s in float64', (op, pass) => {
  test('is what MPFR gives, hard cases included', async () => {
    const words = pass === 'forward' ? 2 : 3;
    const name = pass === 'forward' ? op : `${op}-vjp`;
    const file = `../../oracle/fixtures/float64/${name}.bin`;
    const bytes = readFileSync(new URL(file, import.meta.url));
    const all = new Float64Array(Uint8Array.from(bytes).buffer);
    const column = (at: number): Float64Array => all.filter((_, i) => i % words === at);
    const x = column(0);
    const dy = words === 3 ? column(1) : undefined;
    const due = column(words - 1);
    const y = await compute(op, pass, 'float64', x, dy);
    const wrong = [...due.keys()].filter((i) => !Object.is(y[i], due[i]));
    expect(wrong.map((i) => [x[i], dy?.[i], y[i], due[i]])).toEqual([]);
  });
});

test('a subnormal float64 next to the least normal one is rounded once', async () => {
  const least = 2 ** -1022;
  // dy · (1 − x²) is ¾ of a step below the least normal number, dy / 4 · (1 − x²/4) a trifle more than half of one.
  const tanh = await compute(
    'tanh',
    'vjp',
    'float64',
    ...single(Math.sqrt(0.75) * 2 ** -26, least),
  );
  const dy = 4 * least - 2 ** -1073;
  const sigmoid = await compute('sigmoid', 'vjp', 'float64', ...single(2 ** -37, dy));
  const before = least - 2 ** -1074;
  expect([tanh[0], sigmoid[0]]).toEqual([before, before]);
});

/** Every x with a few dy: the double of the derivative is exact enough for each. */
describe.each(['float16', 'bfloat16'] as const)('%s', (dtype) => {
  test.each(['sigmoid', 'tanh'] as const)('%s/vjp rounds once for other dy', async (op) => {
    const { encode, decode } = floatTypes[dtype].codec;
    const bits = Uint16Array.from({ length: 2 ** 16 }, (_, i) => i);
    const x = Float64Array.from(bits, decode);
    for (const factor of [1.5, -3, 2 ** -13, 2 ** -14, 1.0078125 * 2 ** -126]) {
      const dy = Uint16Array.from(bits, () => encode(factor));
      const y = await compute(op, 'vjp', dtype, bits, dy);
      const upstream = new Float64Array(x.length).fill(decode(dy[0]!));
      const doubles = await compute(op, 'vjp', 'float64', x, upstream);
      // A float64 that is a tie itself says nothing of the side that the true value is on.
      const isTie = (value: number): boolean =>
        Number.isFinite(value) && encode(value * (1 - 2 ** -50)) !== encode(value * (1 + 2 ** -50));
      const wrong = [...bits].filter((i) => y[i] !== encode(doubles[i]!) && !isTie(doubles[i]!));
      expect(wrong).toEqual([]);
    }
  });
});
