import { floatTypes } from '@rectify/float';
import { portableGridSchema } from '@rectify/record';
import { gridFrom, portableGrid } from '../verdict/portable.ts';
import { clauses } from '@rectify/spec';
import { oracle } from '@rectify/oracle';
import fc from 'fast-check';
import { converse } from '../conversation.ts';
import { openGrid } from './blocks.ts';
import { expect, test } from 'vitest';
import { gridMagnitudes } from '../inputs/grid.ts';
import { addGridResult, type GridResult, judgeBlock, newGridResult } from './judge.ts';
import { planGrid } from './plan.ts';

const request = { op: 'sigmoid', pass: 'forward', dtype: 'float32' } as const;
const plan = planGrid(
  request,
  clauses.filter(({ op, pass }) => op === 'sigmoid' && pass === 'forward'),
);
const magnitudes = gridMagnitudes(request, 'smoke', 5);

/** A kernel with faults of many kinds, so that every tally has something to add up. */
function faulty(x: Float32Array): Float32Array {
  const y = oracle('sigmoid', 'forward').fill(x).due as Float32Array;
  return y.map((v, index) => {
    const at = x[index] ?? NaN;
    if (at < -80) return 0;
    if (at > 30 && at < 1000) return at < 40 ? NaN : 1.5;
    return Math.abs(at) < 3 && Math.abs(at) > 1 ? Math.fround(v * (1 + 2 ** -20)) : v;
  });
}

/** Judges magnitudes [start, end) as one block. */
function part(start: number, end: number): GridResult {
  const result = newGridResult();
  const from = start === 0 ? 0 : 1;
  const own = magnitudes.subarray(start - from, end);
  const x = floatTypes.float32.line.symmetric(own) as Float32Array;
  judgeBlock(plan, own, from, x, faulty(x), result);
  return result;
}

const size = 97;
const blocks = Array.from({ length: Math.ceil(magnitudes.length / size) }, (_, index) =>
  part(index * size, Math.min((index + 1) * size, magnitudes.length)),
);

function sumOf(parts: readonly GridResult[]): GridResult {
  const sum = newGridResult();
  for (const one of parts) addGridResult(sum, one);
  return sum;
}

test('blocks add up to the same in any order and grouping', () => {
  const whole = sumOf(blocks);
  expect(whole.profile.misrounded).toBeGreaterThan(500);
  fc.assert(
    fc.property(fc.shuffledSubarray(blocks), (chosen) => {
      const rest = blocks.filter((block) => !chosen.includes(block));
      expect(sumOf([sumOf(rest), sumOf(chosen)])).toEqual(whole);
    }),
    { numRuns: 20 },
  );
});

test('what is counted does not depend on where blocks begin: a run through an end is one run', () => {
  const whole = part(0, magnitudes.length);
  const sum = sumOf(blocks);
  expect(
    [...whole.tallies.values()].filter(({ intervals }) => intervals > 0).length,
  ).toBeGreaterThan(5);
  expect(sum.tallies).toEqual(whole.tallies);
  for (const key of [
    'tested',
    'maxUlp',
    'maxUlpBits',
    'misrounded',
    'overOneUlp',
    'flushedResults',
  ] as const)
    expect(sum.profile[key]).toBe(whole.profile[key]);
});

/** What a record that holds the result gives back. */
const throughJson = (result: GridResult): GridResult => {
  const text = JSON.stringify(portableGridSchema.encode(portableGrid(result)));
  return gridFrom(portableGridSchema.parse(JSON.parse(text)));
};

test('a result goes through JSON unchanged', () => {
  const whole = part(0, magnitudes.length);
  expect(whole.profile.maxUlp).toBe(Infinity);
  expect(throughJson(whole)).toEqual(whole);
});

test('a result of float64 goes through JSON unchanged too, its bits as hex', async () => {
  const wide = { ...request, dtype: 'float64' } as const;
  const own = clauses.filter(({ op, pass }) => op === wide.op && pass === wide.pass);
  const grid = openGrid(wide, { depth: 'smoke', seed: 1, clauses: own });
  const result = await converse(grid.block(1), ({ x }) => {
    // Computed in float32, so that there is something to tell.
    const y = faulty(Float32Array.from(x));
    return { kind: 'returned', y: Float64Array.from(y) };
  });
  if (typeof result === 'string') throw new Error(result);
  expect(typeof result.profile.maxUlpBits).toBe('bigint');
  expect(result.tallies.get('sigmoid/forward/faithful')?.violations).toBeGreaterThan(1000);
  expect(throughJson(result)).toEqual(result);
});
