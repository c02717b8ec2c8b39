import type { Pass } from '@rectify/spec';
import type { ExactFunction } from './exact/function.ts';
import type { FillBothFloat32, FillFloat32, FillFloat64 } from './fast/fill.ts';

/** True values of one pass of an op. `exact` is enough; the rest gives the same, faster. */
export interface PassTruth {
  /** With the argument, in its comment, why `decide` ends. */
  readonly exact: ExactFunction;
  /** In double arithmetic, for float32, and by rounding once more for narrower dtypes. */
  readonly double?: { readonly fill: FillFloat32; readonly fillBoth: FillBothFloat32 };
  /** In double-double arithmetic, for float64. */
  readonly doubleDouble?: FillFloat64;
}

export type OpTruth = Readonly<Record<Pass, PassTruth>>;
