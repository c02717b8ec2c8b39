import { type DType, floatTypes, type Values } from '@rectify/float';

/** True values of a batch. Numbers of narrower dtypes are held as float32, which has every one of them. */
export interface TrueValues {
  /** Correctly rounded numbers of the dtype: to nearest, ties to even, subnormals kept. */
  readonly due: Values;
  /** As doubles of relative error below 2⁻⁵⁰ (less precise, or 0, below 2⁻⁸⁹⁰): where a number is a double, `due` itself. */
  readonly exact: Float64Array;
  /** What `exact` lacks where it is `due`: (true value − due) in ulps of due, known to 2⁻³⁹. Null where a double is enough. */
  readonly rest: Float64Array | null;
}

/** Room for so many. */
export function newTrueValues(dtype: DType, length: number): TrueValues {
  const due = floatTypes[dtype].arrays.newValues(length);
  return due instanceof Float64Array
    ? { due, exact: due, rest: new Float64Array(length) }
    : { due, exact: new Float64Array(length), rest: null };
}
