import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seeded, unit } from './random.ts';
import { steadyFrom } from './warmup.ts';

/** So many samples about a level, 2 % to either side. */
function level(centre: number, count: number, seed = 1): readonly number[] {
  const random = seeded(seed);
  return Array.from({ length: count }, () => centre * (0.98 + 0.04 * unit(random)));
}

describe('steadyFrom', () => {
  it('finds the end of a warm-up', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 25, max: 60 }),
        fc.integer(),
        (cold, warm, seed) => {
          const from = steadyFrom([...level(300, cold, seed), ...level(100, warm, seed + 1)]);
          // The window may hold two cold samples of five, which its median leaves aside.
          expect(from).toBeGreaterThanOrEqual(cold - 2);
          // By chance the first warm window can differ a little more than is tolerated.
          expect(from).toBeLessThanOrEqual(cold + 2);
        },
      ),
    );
  });

  it('says so where there is none, or too little to tell', () => {
    const falling = Array.from({ length: 40 }, (_, i) => 1000 * 0.9 ** i);
    expect(steadyFrom(falling)).toBeNull();
    expect(steadyFrom(level(100, 9))).toBeNull();
    expect(steadyFrom([])).toBeNull();
  });

  it('does not mind outliers', () => {
    const samples = level(100, 40).map((ns, i) => (i % 8 === 3 ? ns * 20 : ns));
    expect(steadyFrom(samples)).toBe(0);
  });
});
