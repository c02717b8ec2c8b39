import { fromOrdinal, ordinalOf, floatTypes } from '@rectify/float';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gridMagnitudes } from './grid.ts';

const request = { op: 'tanh', pass: 'forward', dtype: 'float32' } as const;

describe('the grid', () => {
  const magnitudes = gridMagnitudes(request, 'default', 1);
  test('is ascending, each once, from 0 to ∞', () => {
    expect(magnitudes[0]).toBe(0);
    expect(magnitudes.at(-1)).toBe(0x7f800000);
    expect(magnitudes.every((m, i) => i === 0 || m > (magnitudes[i - 1] ?? 0))).toBe(true);
  });
  test('has about 2²⁰ inputs at default and thousands at smoke', () => {
    expect(2 * magnitudes.length).toBeGreaterThan(0.9 * 2 ** 20);
    expect(2 * magnitudes.length).toBeLessThan(1.1 * 2 ** 20);
    const smoke = 2 * gridMagnitudes(request, 'smoke', 1).length;
    expect(smoke).toBeGreaterThan(4000);
    expect(smoke).toBeLessThan(20_000);
  });
  test('leaves no band of a hundredth untouched below 104, with an adjacent pair in each', () => {
    const chosen = new Set(magnitudes);
    fc.assert(
      fc.property(fc.double({ min: 0.02, max: 103.9, noNaN: true }), (low) => {
        for (let m = ordinalOf(low) + 1; m < ordinalOf(low + 0.01); m++)
          if (chosen.has(m) && chosen.has(m + 1)) return true;
        return false;
      }),
      { numRuns: 200 },
    );
  });
  test('has the thresholds: the last result below 1, and the neighbours of every power of two', () => {
    const chosen = new Set(magnitudes);
    expect(chosen.has(ordinalOf(9.010913848876953))).toBe(true);
    for (let power = -126; power < 128; power++) {
      expect(chosen.has(ordinalOf(2 ** power))).toBe(true);
      expect(chosen.has(ordinalOf(2 ** power) - 1)).toBe(true);
    }
  });
  test('has both sides of the ends of a table that is indexed by first bits, and judges order there', () => {
    const chosen = new Set(magnitudes);
    for (let sixteenth = 0; sixteenth < 16; sixteenth++)
      for (const power of [-12, -1, 0, 3]) {
        const end = ordinalOf(2 ** power * (1 + sixteenth / 16));
        expect([chosen.has(end - 1), chosen.has(end)]).toEqual([true, true]);
      }
  });
  test('is the same for the same seed and another for another', () => {
    expect(gridMagnitudes(request, 'smoke', 7)).toEqual(gridMagnitudes(request, 'smoke', 7));
    expect(gridMagnitudes(request, 'smoke', 7)).not.toEqual(gridMagnitudes(request, 'smoke', 8));
  });
});

test('a symmetric batch is sorted, and mirrors itself', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 0, max: 0x7f800000 }), { minLength: 1 }),
      (ordinals) => {
        const x = floatTypes.float32.line.symmetric(Uint32Array.from(ordinals).toSorted());
        for (const [index, value] of x.entries()) {
          expect(Object.is(x[x.length - 1 - index], -value)).toBe(true);
          if (index > 0)
            expect(ordinalOf(value)).toBeGreaterThanOrEqual(ordinalOf(x[index - 1] ?? NaN));
        }
        expect(ordinals).toContain(ordinalOf(fromOrdinal(ordinalOf(x.at(-1) ?? NaN))));
      },
    ),
  );
});
