import { dtypes } from '@rectify/float';
import { expect, test } from 'vitest';
import { bounds, everyDType } from './bounds.ts';

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
