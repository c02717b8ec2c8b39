import type { DType, Values } from '@rectify/float';
import type { OpId, Pass } from '@rectify/spec';
import { accelerated } from './accelerated.ts';
import { derived } from './derived.ts';
import { type Enclosure, enclose } from './exact/decide.ts';
import { truths } from './ops/index.ts';
import type { PassTruth } from './row.ts';
import { newTrueValues, type TrueValues } from './values.ts';

/** True values of one op × pass at numbers of one dtype. Derivatives are those of the spec; relu's is 0 at 0. */
export interface Truth {
  /** Fills the first places of `into`, new arrays unless given, and gives it back. `dy` is 1 when left out, unused by forward. */
  readonly fill: (x: Values, dy?: Values, into?: TrueValues) => TrueValues;
  /** The same for x ≥ 0 (or NaN) and −x with dy = 1, often for less than two calls cost: what a sweep asks for. */
  readonly fillBoth: (x: Values, positive: TrueValues, negative: TrueValues) => void;
  /**
   * An interval that contains the true value: it is in [value − error, value + error]; relative width below 2⁻⁹⁰, or
   * 0 ± 2⁻⁹⁰⁰ for values below that. NaN and infinite values have error 0. `dy` is as in `fill`.
   */
  readonly enclose: (x: number, dy?: number) => Enclosure;
}

/** The only way to true values. */
export function oracle(op: OpId, pass: Pass, dtype: DType = 'float32'): Truth {
  return truthFrom(`${op}/${pass}`, truths[op][pass], dtype);
}

/** The truth of a row, from its exact function alone where no accelerator serves the dtype. */
export function truthFrom(name: string, row: PassTruth, dtype: DType): Truth {
  const f = { name, ...row.exact };
  const { fill, fillBoth } = accelerated(f, row, dtype) ?? derived(f, dtype);
  return {
    fill(x, dy, into = newTrueValues(dtype, x.length)) {
      fill(x, dy, into);
      return into;
    },
    fillBoth,
    enclose: (x, dy = 1) => enclose(f, x, dy),
  };
}
