import type { PerDType } from './types.ts';

/** The same bound in ULP for every dtype: an ULP is one of the dtype. */
export function everyDType(bound: number): PerDType {
  return { float32: bound, float16: bound, bfloat16: bound, float64: bound };
}
