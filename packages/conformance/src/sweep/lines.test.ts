import type { KernelRequest } from '@rectify/backend';
import { floatTypes, type TypedArray, type Values } from '@rectify/float';
import { portableGridSchema } from '@rectify/record';
import { clauses } from '@rectify/spec';
import { describe, expect, test } from 'vitest';
import { type Batch, converse, type Observation } from '../conversation.ts';
import { truthOf } from '../truth.ts';
import { gridFrom, portableGrid } from '../verdict/portable.ts';
import { openGrid } from './blocks.ts';
import { addGridResult, type GridResult, newGridResult } from './judge.ts';

const request = { op: 'sigmoid', pass: 'vjp', dtype: 'float16' } as const;
const own = clauses.filter(({ op, pass }) => op === request.op && pass === request.pass);
const options = { depth: 'exhaustive', seed: 1, clauses: own } as const;
const valuesOf = (dtype: KernelRequest['dtype'], array: TypedArray): Values =>
  floatTypes[dtype].arrays.valuesOf(array) ?? new Float32Array(0);

/** Answers as a kernel that is right but for what it makes of dy. */
const answer =
  (kernel: KernelRequest, ofDy: (dy: number) => number) =>
  ({ x, dy = x }: Batch): Observation => {
    const upstream = valuesOf(kernel.dtype, dy).map(ofDy);
    const { due } = truthOf(kernel, valuesOf(kernel.dtype, x), upstream);
    return { kind: 'returned', y: floatTypes[kernel.dtype].arrays.from(due) };
  };

/** Places that are of a call itself: each but the first has the magnitude before it too, in the middle, and packets are filled. */
function* countedOf({ x }: Batch): Generator<number> {
  const isFirst = x.length === 2 ** 14;
  const end = 2 ** 14 + (isFirst ? 0 : 2);
  for (let at = 0; at < end; at++) if (isFirst || (at !== end / 2 && at !== end / 2 - 1)) yield at;
}

async function sweep(
  kernel: KernelRequest,
  index: number,
  ofDy: (dy: number) => number = (dy) => dy,
): Promise<GridResult> {
  const grid = openGrid(kernel, options);
  const result = await converse(grid.block(index), answer(kernel, ofDy));
  if (typeof result === 'string') throw new Error(result);
  return result;
}

describe('at full depth', () => {
  test('a vjp kernel is swept on three lines of dy: 1, a random one above 0 and one below', async () => {
    const grid = openGrid(request, options);
    expect(grid.blocks).toBe(3);
    for (let index = 0; index < 3; index++) {
      const dys = new Set<number>();
      const xs = new Set<number>();
      await converse(grid.block(index), (batch) => {
        for (const dy of valuesOf('float16', batch.dy ?? batch.x)) dys.add(dy);
        for (const bits of batch.x) xs.add(bits);
        return answer(request, (dy) => dy)(batch);
      });
      expect(xs.size).toBe(2 ** 16);
      const [dy = 0, ...others] = dys;
      expect(others).toEqual([]);
      expect(Math.sign(dy)).toBe(index === 2 ? -1 : 1);
      expect(dy === 1).toBe(index === 0);
    }
  });

  test('blocks of the other lines have dy of their own, of the seed', () => {
    const kernel = { ...request, dtype: 'float32' } as const;
    const dyOf = (seed: number, index: number): number => {
      const first = openGrid(kernel, { ...options, seed })
        .block(index)
        .next();
      if (first.done === true) throw new Error('nothing was asked');
      return Number(first.value.dy?.[0]);
    };
    const { blocks } = openGrid(kernel, options);
    expect(blocks).toBe(3 * 2 ** 11);
    const dys = Array.from({ length: 40 }, (_, index) => dyOf(1, blocks / 3 + 50 * index));
    expect(new Set(dys).size).toBe(40);
    expect(dyOf(2, blocks - 1)).not.toBe(dyOf(1, blocks - 1));
    expect(dyOf(2, 7)).toBe(1);
  });

  test('what is forward, sampled or not at full depth has one line', () => {
    expect(openGrid({ ...request, pass: 'forward' }, { ...options, clauses: [] }).blocks).toBe(1);
    expect(openGrid(request, { ...options, depth: 'default' }).blocks).toBe(1);
    const double = { ...request, dtype: 'float64' } as const;
    const sampled = openGrid(double, { ...options, depth: 'default' }).blocks;
    expect(openGrid(double, options).blocks).toBe(sampled);
  });
});

describe('on another line than the first', () => {
  test('a right kernel keeps all, and is measured on pairs alone', async () => {
    for (const op of ['relu', 'sigmoid', 'tanh'] as const)
      for (const dtype of ['float16', 'bfloat16'] as const)
        for (const index of [1, 2]) {
          const kernel = { op, pass: 'vjp', dtype } as const;
          const { profile, tallies } = await sweep(kernel, index);
          expect(profile.tested).toBe(0);
          const { nans } = floatTypes[dtype].line;
          const [least = 0, greatest = 0] = nans;
          expect(profile.pairs).toMatchObject({
            tested: 2 ** 16 - 2 * (greatest - least + 1),
            misrounded: 0,
          });
          expect(profile.pairs.maxUlp).toBeLessThanOrEqual(0.5);
          for (const { violations } of tallies.values()) expect(violations).toBe(0);
        }
  });

  test('a block of float32 is measured as its elements are', async () => {
    const kernel = { ...request, dtype: 'float32' } as const;
    const clear = (dy: number): number => dy - (dy % (floatTypes.float32.format.ulpOf(dy) * 256));
    // x from 1 to 1.125, whose products are normal.
    const index = 2 ** 11 + 0x3f8;
    const { profile } = await sweep(kernel, index, clear);
    let wrong = 0;
    const grid = openGrid(kernel, options);
    await converse(grid.block(index), (batch) => {
      const x = Float32Array.from(batch.x);
      const dy = Float32Array.from(batch.dy ?? batch.x);
      const due = truthOf(kernel, x, dy).due;
      const y = truthOf(kernel, x, dy.map(clear)).due;
      for (const at of countedOf(batch)) if (y[at] !== due[at]) wrong++;
      return { kind: 'returned', y: y as Float32Array };
    });
    expect(profile.pairs.tested).toBe(2 ** 21);
    expect(wrong).toBeGreaterThan(0);
    expect(profile.pairs.misrounded).toBe(wrong);
  });

  test('a clause has been tested on as many elements as it applies to', async () => {
    for (const op of ['relu', 'sigmoid', 'tanh'] as const)
      for (const index of [1, 2]) {
        const kernel = { op, pass: 'vjp', dtype: 'float16' } as const;
        const grid = openGrid(kernel, {
          ...options,
          clauses: clauses.filter((clause) => clause.op === op && clause.pass === 'vjp'),
        });
        const counts = new Map(grid.plan.elements.map(({ id }) => [id, 0]));
        const result = await converse(grid.block(index), (batch) => {
          const x = valuesOf('float16', batch.x);
          const dy = valuesOf('float16', batch.dy ?? batch.x);
          const { due, exact } = truthOf(kernel, x, dy);
          for (const at of countedOf(batch)) {
            const element = {
              x: x[at]!,
              dy: dy[at]!,
              y: NaN,
              due: due[at]!,
              exact: exact[at]!,
              rest: 0,
              ulp: NaN,
            };
            for (const {
              id,
              test: { applies },
            } of grid.plan.elements)
              if (applies(element)) counts.set(id, (counts.get(id) ?? 0) + 1);
          }
          return answer(kernel, (one) => one)(batch);
        });
        if (typeof result === 'string') throw new Error(result);
        for (const [id, count] of counts)
          expect([id, result.tallies.get(id)?.tested]).toEqual([id, count]);
      }
  });

  test('what takes |dy| for dy shows on the third line, and its witness names dy', async () => {
    const { profile, tallies } = await sweep(request, 2, Math.abs);
    expect(profile.pairs.misrounded).toBeGreaterThan(1000);
    const dy = profile.pairs.maxUlpAt?.dy;
    expect(dy).toBeGreaterThan(0x8000);
    for (const { best } of tallies.values()) if (best !== null) expect(best.dyBits).toBe(dy);
  });

  test('lines add up to the same in any order, through JSON too', async () => {
    const parts = await Promise.all([0, 1, 2].map((index) => sweep(request, index, () => 3)));
    const sumOf = (all: readonly GridResult[]): GridResult => {
      const sum = newGridResult();
      for (const one of all) addGridResult(sum, one);
      return sum;
    };
    const whole = sumOf(parts);
    expect(whole.profile.pairs.misrounded).toBeGreaterThan(1000);
    expect(sumOf(parts.toReversed())).toEqual(whole);
    const text = JSON.stringify(portableGridSchema.encode(portableGrid(whole)));
    expect(gridFrom(portableGridSchema.parse(JSON.parse(text)))).toEqual(whole);
  });
});
