import { describe, expect, it } from 'vitest';
import { bimodalityOf, countOutliers, driftOf } from './distribution.ts';
import { normals } from './inputs.ts';
import { seeded, unit } from './random.ts';

/** Near-normal samples about a level, with a spread of 2 %. */
const hump = (centre: number, count: number, seed: number): readonly number[] =>
  [...normals(count, seed)].map((value) => centre * (1 + 0.01 * value));

describe('countOutliers', () => {
  it('counts what is far off, on either side', () => {
    expect(countOutliers([...hump(100, 40, 1), 10, 300, 900])).toBe(3);
    expect(countOutliers(hump(100, 200, 2))).toBe(0);
  });
});

describe('driftOf', () => {
  it('is the change of what rises or falls throughout', () => {
    expect(driftOf([100, 104, 109, 113, 120])).toBeCloseTo(0.2, 12);
    expect(driftOf([120, 113, 109, 104, 90])).toBeCloseTo(-0.25, 12);
  });

  it('is 0 for little, for a zigzag, and for fewer than five', () => {
    expect(driftOf([100, 101, 102, 103, 104])).toBe(0);
    expect(driftOf([100, 130, 90, 140, 120])).toBe(0);
    expect(driftOf([100, 150, 200, 300])).toBe(0);
  });
});

describe('bimodalityOf', () => {
  it('finds two speeds, whatever lies far off', () => {
    const samples = [...hump(100, 60, 1), ...hump(130, 30, 2), 4000];
    const found = bimodalityOf(samples);
    expect(found?.fast).toBeCloseTo(100, -1);
    expect(found?.slow).toBeCloseTo(130, -1);
    expect(found?.slowShare).toBeCloseTo(1 / 3, 2);
  });

  it('finds none in one hump, in a flat row or in a few samples', () => {
    const random = seeded(5);
    const flat = Array.from({ length: 100 }, () => 100 + 30 * unit(random));
    for (let seed = 0; seed < 50; seed++) expect(bimodalityOf(hump(100, 100, seed))).toBeNull();
    expect(bimodalityOf(flat)).toBeNull();
    expect(bimodalityOf([...hump(100, 9, 1), ...hump(200, 9, 2)])).toBeNull();
    expect(bimodalityOf(Array.from({ length: 30 }, () => 7))).toBeNull();
  });
});
