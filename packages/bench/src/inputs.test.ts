import type { InputKind } from '@rectify/record';
import { describe, expect, it } from 'vitest';
import { inputsOfKind, normals } from './inputs.ts';

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

describe('inputsOfKind', () => {
  const least = { float32: 2 ** -126, float16: 2 ** -14, bfloat16: 2 ** -126, float64: 2 ** -1022 };

  it.each(['float32', 'float16', 'bfloat16', 'float64'] as const)(
    'of %s is of its kind',
    (dtype) => {
      const all = (kind: InputKind): readonly number[] => [...inputsOfKind(kind, dtype, 5000, 3)];
      expect(all('positive').every((x) => x > 0)).toBe(true);
      expect(all('negative')).toEqual(all('positive').map((x) => -x));
      expect(all('nan').every(Number.isNaN)).toBe(true);
      expect(all('saturated').every((x) => Math.abs(x) >= 20 && Math.abs(x) < 88)).toBe(true);
      const subnormal = all('subnormal');
      expect(subnormal.every((x) => x !== 0 && Math.abs(x) < least[dtype])).toBe(true);
      for (const kind of ['mixed', 'saturated', 'subnormal'] as const) {
        const negative = all(kind).filter((x) => x < 0).length;
        expect(negative / 5000).toBeCloseTo(0.5, 1);
      }
    },
  );
});
