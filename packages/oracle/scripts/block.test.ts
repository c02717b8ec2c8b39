import { describe, expect, it } from 'vitest';
import { oracle } from '../src/truth.ts';
import { examine } from './block.ts';
import { hashOf } from './digest.ts';

const sigmoid = oracle('sigmoid', 'forward');

describe('a block', () => {
  it('holds the results of both signs, and their hashes', () => {
    const due = new Float32Array(4);
    const block = examine(oracle('tanh', 'forward'), 0x3f800000, 0x800000, 2, due);
    const [one, two] = [Math.fround(Math.tanh(1)), Math.fround(Math.tanh(2))];
    expect([...due]).toEqual([one, two, -one, -two]);
    expect(block).toMatchObject({ tested: 4, nan: 0, fast: 4, exact: 0, fillBothDiffers: 0 });
    expect(block.digests).toEqual([
      hashOf(Float32Array.of(one, two)),
      hashOf(Float32Array.of(-one, -two)),
    ]);
  });

  it('measures an input that is hard to round, and knows that the exact function decided it', () => {
    // σ(x) = ½ + x/4 − x³/48 …: for x = 2⁻²³ that is the midpoint above ½, less 2⁻⁷³/24, in units of 2⁻²⁴.
    const { nearest, exact, fast } = examine(sigmoid, 0x34000000, 1, 1, new Float32Array(2));
    expect(nearest).toHaveLength(1);
    expect(nearest[0]![0]).toBe(0x34000000);
    expect(nearest[0]![1] / (2 ** -49 / 3)).toBeCloseTo(1, 9);
    expect({ exact, fast }).toEqual({ exact: 1, fast: 1 });
  });

  it('counts NaN apart', () => {
    const block = examine(sigmoid, 0x7f800000, 1, 8, new Float32Array(16));
    expect(block).toMatchObject({ tested: 16, nan: 14, fast: 2, exact: 0, nearest: [] });
  });

  it('sees where fillBoth is not what fill is', () => {
    const wrong: typeof sigmoid = {
      ...sigmoid,
      fillBoth(x, positive, negative) {
        sigmoid.fillBoth(x, positive, negative);
        negative.due[3] = 0.25;
      },
    };
    expect(examine(wrong, 0x3f000000, 1, 8, new Float32Array(16)).fillBothDiffers).toBe(1);
  });

  it('sees where stretches are not what fill is', () => {
    const stretches = sigmoid.stretches()!;
    const wrong: typeof sigmoid = {
      ...sigmoid,
      stretches: () => ({
        ...stretches,
        fill(x, dy) {
          const both = stretches.fill(x, dy);
          both.negative.due[3] = 0.25;
          return both;
        },
      }),
    };
    expect(examine(wrong, 0x3f000000, 1, 8, new Float32Array(16)).stretchesDiffer).toBe(1);
    expect(examine(sigmoid, 0x3f000000, 1, 8, new Float32Array(16)).stretchesDiffer).toBe(0);
  });
});
