import { dtypes } from '@rectify/float';
import { expect, test } from 'vitest';
import { bounds, everyDType, fromOutput, webnnBound } from './bounds.ts';

test('bounds follow from the precision', () => {
  expect(bounds.saturation.values).toEqual({
    float32: 2 ** -27,
    float16: 2 ** -14,
    bfloat16: 2 ** -11,
    float64: 2 ** -56,
  });
  expect(bounds.tiny.values).toMatchObject({ float32: 2 ** -12, float16: 2 ** -6 });
  expect(bounds.cancellation.values).toMatchObject({ float32: 2 ** -22, float64: 2 ** -51 });
});

test('texts have the bound of every dtype', () => {
  const { first, others } = bounds.saturation;
  expect(`${first} ${others}`).toBe('2⁻²⁷ (float16 2⁻¹⁴, bfloat16 2⁻¹¹, float64 2⁻⁵⁶)');
});

test('a bound in ULP is that of every dtype, but for exceptions', () => {
  const bound = everyDType(34, { float16: 10 });
  expect(Object.keys(bound)).toEqual([...dtypes]);
  expect(bound).toMatchObject({ float32: 34, float16: 10, float64: 34 });
});

test('a bound of the Web Platform Tests is that of float16 in both dtypes of 16 bits', () => {
  const { values, first, others } = webnnBound(34, 10);
  expect(values).toEqual({ float32: 34, float16: 10, bfloat16: 10, float64: 34 });
  expect(`${first}${others}`).toBe('34 (float16 10, bfloat16 10)');
  expect(webnnBound(16, 16).others).toBe('');
});

/** Greatest error, in units u, of a slope of [0, 1] from an output that is off by `ulps`, all else exact. */
function greatestError(slope: (y: number) => number, ulps: number, unit: number): number {
  let most = 0;
  for (let y = 0; y <= 1; y += 2 ** -12) {
    // The ulp of the binade of y, that of 1 for 1 itself.
    const ulp = y === 1 ? 2 * unit : 2 * unit * 2 ** Math.floor(Math.log2(y));
    for (const off of [-ulps * ulp, ulps * ulp])
      if (y + off >= 0 && y + off <= 1) most = Math.max(most, Math.abs(slope(y + off) - slope(y)));
  }
  return most / unit;
}

test('what differentiating from an output can reach is just beyond what its error makes of it', () => {
  const sigmoid = fromOutput(webnnBound(34, 10), 1);
  const tanh = fromOutput(webnnBound(16, 16), 2);
  expect(sigmoid.values).toMatchObject({ float32: 72 * 2 ** -24, bfloat16: 24 * 2 ** -8 });
  expect(tanh.values).toMatchObject({ float32: 72 * 2 ** -24, float64: 72 * 2 ** -53 });
  expect(sigmoid.first).toBe('72·2⁻²⁴');
  const unit = 2 ** -24;
  const reached = [
    greatestError((y) => y * (1 - y), 34, unit),
    greatestError((y) => 1 - y * y, 16, unit),
  ];
  for (const error of reached) {
    expect(error).toBeGreaterThan(60);
    expect(error).toBeLessThan(72 - 2);
  }
});
