import { describe, expect, it } from 'vitest';
import { normals } from './inputs.ts';

describe('normals', () => {
  it('has the mean, the deviation and the signs it says', () => {
    const values = normals(65_536, 3);
    const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
    const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length;
    expect(Math.abs(mean)).toBeLessThan(0.05);
    expect(Math.abs(Math.sqrt(variance) - 2)).toBeLessThan(0.05);
    expect(values.filter((v) => v < 0).length / values.length).toBeCloseTo(0.5, 1);
  });

  it('is decided by its seed, longer rows beginning as shorter ones', () => {
    expect(normals(1000, 9).subarray(0, 10)).toEqual(normals(10, 9));
    expect(normals(8, 1)).not.toEqual(normals(8, 2));
    expect(normals(0, 1)).toHaveLength(0);
  });
});
