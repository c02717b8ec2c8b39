import { clauses } from '@rectify/spec';
import { describe, expect, it } from 'vitest';
import { converse, type Observation } from '../conversation.ts';
import { thinned } from '../inputs/spans.ts';
import { openGrid } from './blocks.ts';
import { addGridResult, type GridResult, newGridResult } from './judge.ts';

const request = { op: 'tanh', pass: 'forward', dtype: 'float32' } as const;
const own = clauses.filter(({ op, pass }) => op === 'tanh' && pass === 'forward');
const options = { depth: 'exhaustive', seed: 5, stride: 2048, clauses: own } as const;

const right = (x: number): number => Math.tanh(x);
/** Wrong by 32 ULP for one binade alone, far from where a sweep begins. */
const wrong = (x: number): number => right(x) * (Math.abs(x) >= 4 && x < 8 ? 1 - 2 ** -19 : 1);

/** Blocks of a sparse sweep. */
async function swept(of: (x: number) => number, from: number, to: number): Promise<GridResult> {
  const grid = openGrid(request, options);
  const sum = newGridResult();
  for (let index = from; index < to; index++) {
    const one = await converse(grid.block(index), ({ x }) => {
      const y = Float32Array.from(x, (each) => of(each));
      return { kind: 'returned', y } satisfies Observation;
    });
    if (typeof one === 'string') throw new Error(one);
    addGridResult(sum, one);
  }
  return sum;
}

describe('a sparse sweep', () => {
  it('looks at every stretch of the inputs, not at the first alone', async () => {
    const { profile } = await swept(right, 0, openGrid(request, options).blocks);
    // 512 of each 2²⁰ magnitudes, of both signs, and the sample of the default depth.
    expect(profile.tested).toBeGreaterThan(2 ** 21 + 2 ** 19);
    expect(profile.tested).toBeLessThan(2 ** 21 + 2 ** 21);
    expect(profile.binades.size).toBe(2 * 256);
    expect(profile.maxUlp).toBeGreaterThan(0.499);
    expect(profile.misrounded).toBe(0);
  });

  it('finds what is wrong in one binade, and names an input there', async () => {
    // The block that has [4, 8).
    const block = Math.floor(0x4080_0000 / 2 ** 26);
    const { profile, tallies } = await swept(wrong, block, block + 1);
    expect(profile.maxUlp).toBeGreaterThan(30);
    expect(tallies.get('tanh/forward/accuracy')?.violations).toBeGreaterThan(1000);
  });

  it('gives a block the same inputs in whatever order and process they are asked for', async () => {
    const [a, b] = [await swept(wrong, 16, 17), await swept(wrong, 16, 17)];
    expect(a).toEqual(b);
  });
});

describe('a part of a block', () => {
  const block = { begin: 3 * 2 ** 20, end: 4 * 2 ** 20 };
  const none = new Uint32Array(0);

  it.each([2, 3, 64, 200, 2048])('is one in %i, from its first to its last', (stride) => {
    const first = thinned(block, stride, (from) => from, none);
    const last = thinned(block, stride, (_, to) => to, none);
    expect(first[0]).toBe(block.begin);
    expect(last.at(-1)).toBe(block.end - 1);
    for (const all of [first, last]) {
      expect(all.length / 2 ** 20).toBeCloseTo(1 / stride, 3);
      // Nowhere is more left out than two spans may.
      const gaps = all.map((one, i) => one - (all[i - 1] ?? one));
      expect(Math.max(...gaps.subarray(0, 2 ** 16))).toBeLessThanOrEqual(2 * 512 * stride);
    }
  });

  it('has of a sample what lies in it, each input once', () => {
    const span = { begin: 100, end: 200 };
    const sample = Uint32Array.from([99, 100, 108, 150, 199, 200]);
    expect([...thinned(span, 50, () => 7, sample)]).toEqual([100, 107, 108, 150, 199]);
  });
});
