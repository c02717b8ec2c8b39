import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitGrowth } from './growth.ts';

const lengths = [256, 1024, 65_536, 4_194_304];
const cost = fc.double({ min: 0.01, max: 1e5, noNaN: true });

describe('fitGrowth', () => {
  it('gives back the costs of what grows by a line', () => {
    fc.assert(
      fc.property(cost, cost, (callNs, elementNs) => {
        const points = lengths.map((length) => ({ length, ns: callNs + elementNs * length }));
        const fit = fitGrowth(points);
        expect(fit.elementNs / elementNs).toBeCloseTo(1, 6);
        // What is a millionth of every point cannot be told from none.
        if (callNs > 1e-3 * elementNs * 256) expect(fit.callNs / callNs).toBeCloseTo(1, 2);
        for (const { relative } of fit.residuals) expect(relative).toBeCloseTo(0, 6);
      }),
    );
  });

  it('has no cost below 0, and says how far the points are off', () => {
    const superlinear = lengths.map((length) => ({ length, ns: length ** 1.3 }));
    const fit = fitGrowth(superlinear);
    expect(fit.callNs).toBe(0);
    expect(fit.elementNs).toBeGreaterThan(0);
    expect(Math.max(...fit.residuals.map(({ relative }) => relative))).toBeGreaterThan(0.5);
    const falling = lengths.map((length) => ({ length, ns: 1e6 / length }));
    expect(fitGrowth(falling).elementNs).toBe(0);
  });
});
