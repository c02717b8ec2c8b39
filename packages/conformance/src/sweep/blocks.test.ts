import { oracle } from '@rectify/oracle';
import { clauses } from '@rectify/spec';
import { type TypedArray, floatTypes } from '@rectify/float';
import { expect, test } from 'vitest';
import { converse } from '../conversation.ts';
import { addGridResult, type GridResult, newGridResult } from './judge.ts';
import { openGrid } from './blocks.ts';

const request = { op: 'tanh', pass: 'forward', dtype: 'float32' } as const;
const own = clauses.filter(({ op, pass }) => op === request.op && pass === request.pass);
const grid = openGrid(request, { depth: 'exhaustive', seed: 1, clauses: own });
const sweepBlocks = grid.blocks;

/** Correctly rounded tanh of an array of bits. */
function compute(dtype: 'float16' | 'bfloat16', x: TypedArray): TypedArray {
  const values = floatTypes[dtype].arrays.valuesOf(x) as Float32Array;
  return floatTypes[dtype].arrays.from(oracle('tanh', 'forward', dtype).fill(values).due);
}

/** Sweeps blocks of a kernel that is right but for what `change` does. */
function sweep(
  blocks: readonly number[],
  change: (xBits: number, y: number) => number,
): GridResult {
  const sum = newGridResult();
  for (const block of blocks) {
    const conversation = grid.block(block);
    let step = conversation.next();
    while (step.done !== true) {
      const x = Float32Array.from(step.value.x);
      const bits = new Uint32Array(step.value.x.buffer, 0, x.length);
      const y = oracle('tanh', 'forward').fill(x).due as Float32Array;
      step = conversation.next({ kind: 'returned', y: y.map((v, i) => change(bits[i] ?? 0, v)) });
    }
    if (typeof step.value === 'string') throw new Error(step.value);
    addGridResult(sum, step.value);
  }
  return sum;
}

test('the blocks are every bit pattern: the last ones are all NaN, and each NaN is tested', () => {
  const lost = 0xffabcdef;
  const { profile, tallies } = sweep([sweepBlocks - 8, sweepBlocks - 1], (bits, y) =>
    bits === lost ? 1 : y,
  );
  expect(profile.tested).toBe(2 ** 22);
  expect(tallies.get('tanh/forward/nan')).toMatchObject({ tested: 2 ** 22 - 2, violations: 0 });
  const found = sweep([sweepBlocks - 6], (bits, y) => (bits === lost ? 1 : y)).tallies.get(
    'tanh/forward/nan',
  );
  expect(found).toMatchObject({ violations: 1, intervals: 1, best: { xBits: lost } });
});

test('a run of violations is one interval with its ends, and adjacent floats are compared', () => {
  const from = 0x3f900010;
  const { tallies, profile } = sweep([0x3f9, 0x3f8], (bits, y) =>
    bits >= from && bits < from + 1000 ? Math.fround(y * (1 + 2 ** -21)) : y,
  );
  const faithful = tallies.get('tanh/forward/faithful');
  expect(faithful).toMatchObject({ violations: 1000, intervals: 1 });
  expect([...(faithful?.binades.values() ?? [])]).toMatchObject([
    { count: 1000, low: from, high: from + 999 },
  ]);
  expect(tallies.get('tanh/forward/monotone')).toMatchObject({ tested: 2 ** 22, violations: 1 });
  expect(profile).toMatchObject({ tested: 2 ** 22, misrounded: 1000, overOneUlp: 1000 });
});

test.each(['float16', 'bfloat16'] as const)(
  '%s is one block of every bit pattern at any depth',
  async (dtype) => {
    const kernel = { ...request, dtype };
    const small = openGrid(kernel, { depth: 'smoke', seed: 1, clauses: own });
    expect(small.blocks).toBe(1);
    const seen = new Set<number>();
    const result = await converse(small.block(0), ({ x }) => {
      for (const bits of x) seen.add(bits);
      return { kind: 'returned', y: compute(dtype, x) };
    });
    if (typeof result === 'string') throw new Error(result);
    expect(seen.size).toBe(2 ** 16);
    expect(result.profile).toMatchObject({ tested: 2 ** 16, misrounded: 0, overOneUlp: 0 });
    expect(result.tallies.get('tanh/forward/monotone')?.tested).toBe(2 ** 16 - 2);
    for (const { violations } of result.tallies.values()) expect(violations).toBe(0);
  },
);

test('a relu that makes 0 of NaN breaks nan, and is no less monotone', async () => {
  const relu = { op: 'relu', pass: 'forward', dtype: 'float16' } as const;
  const of = clauses.filter(({ op, pass }) => op === 'relu' && pass === 'forward');
  const small = openGrid(relu, { depth: 'smoke', seed: 1, clauses: of });
  const result = await converse(small.block(0), ({ x }) => ({
    kind: 'returned',
    // Of float16 bits: NaN and what is negative gives 0.
    y: (x as Uint16Array).map((bits) => (bits > 0x7c00 ? 0 : bits)),
  }));
  if (typeof result === 'string') throw new Error(result);
  expect(result.tallies.get('relu/forward/nan')?.violations).toBe(2 * 1023);
  expect(result.tallies.get('relu/forward/monotone')?.violations).toBe(0);
  expect(result.profile).toMatchObject({ misrounded: 0, maxUlp: 0 });
});

test('float64 is sampled at full depth too', () => {
  const options = { seed: 1, clauses: own } as const;
  const kernel = { ...request, dtype: 'float64' } as const;
  const { blocks } = openGrid(kernel, { ...options, depth: 'exhaustive' });
  expect(blocks).toBe(openGrid(kernel, { ...options, depth: 'default' }).blocks);
});
