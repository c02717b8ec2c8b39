/**
 * Accelerators of one pass of an op. Each decides what a rounding test in its own arithmetic decides, and leaves the rest to
 * the exact function, `decide`. `dy` is 1 when left out.
 */

/** The exact function at one element. */
export type Decide = (x: number, dy: number) => number;

/** Correctly rounded float32, and the true value as a double: see `TrueValues`. */
export type FillFloat32 = (
  x: Float32Array,
  dy: Float32Array | undefined,
  due: Float32Array,
  exact: Float64Array,
  decide: Decide,
) => void;

/** The same at x ≥ 0 (or NaN) and −x with dy = 1. */
export type FillBothFloat32 = (
  x: Float32Array,
  due: Float32Array,
  exact: Float64Array,
  negativeDue: Float32Array,
  negativeExact: Float64Array,
  decide: Decide,
) => void;

/** Correctly rounded float64, and what that lacks in ulps of it. */
export type FillFloat64 = (
  x: Float64Array,
  dy: Float64Array | undefined,
  due: Float64Array,
  rest: Float64Array,
  decide: (x: number, dy: number) => { readonly due: number; readonly rest: number },
) => void;
