import type { DType, Values } from '@rectify/float';
import { type OpId, ops, type Parity, type Pass } from '@rectify/spec';
import { accelerated } from './accelerated.ts';
import { derived } from './derived.ts';
import { type Enclosure, enclose } from './exact/decide.ts';
import { truths } from './ops/index.ts';
import type { PassTruth } from './row.ts';
import { stretchesOf } from './simd/of-row.ts';
import type { Mirror } from './simd/rows.ts';
import type { Stretches } from './simd/stretches.ts';
import { newTrueValues, type TrueValues } from './values.ts';

/** True values of one op × pass at numbers of one dtype. Derivatives are those of the spec; relu's is 0 at 0. */
export interface Truth {
  /** Fills the first places of `into`, new arrays unless given, and gives it back. `dy` is 1 when left out, unused by forward. */
  readonly fill: (x: Values, dy?: Values, into?: TrueValues) => TrueValues;
  /** The same for x ≥ 0 (or NaN) and −x with dy = 1, often for less than two calls cost: what a sweep asks for. */
  readonly fillBoth: (x: Values, positive: TrueValues, negative: TrueValues) => void;
  /** What a sweep of float32 asks for instead, many times as fast; undefined for other dtypes and where there is no SIMD. */
  readonly stretches: () => Stretches | undefined;
  /**
   * An interval that contains the true value: it is in [value − error, value + error]; relative width below 2⁻⁹⁰, or
   * 0 ± 2⁻⁹⁰⁰ for values below that. NaN and infinite values have error 0. `dy` is as in `fill`.
   */
  readonly enclose: (x: number, dy?: number) => Enclosure;
}

/** What of −x follows from x; a complement is not computed from it, for that would cancel. */
const mirrors: Readonly<Record<Parity, Mirror>> = {
  odd: 'odd',
  even: 'even',
  complement: 'none',
  none: 'none',
};

/** The only way to true values. */
export function oracle(op: OpId, pass: Pass, dtype: DType = 'float32'): Truth {
  return truthFrom(`${op}/${pass}`, truths[op][pass], dtype, mirrors[ops[op][pass].parity]);
}

/** The truth of a row, from its exact function alone where no accelerator serves the dtype. */
export function truthFrom(
  name: string,
  row: PassTruth,
  dtype: DType,
  mirror: Mirror = 'none',
): Truth {
  const f = { name, ...row.exact };
  const { fill, fillBoth } = accelerated(f, row, dtype) ?? derived(f, dtype);
  return {
    fill(x, dy, into = newTrueValues(dtype, x.length)) {
      fill(x, dy, into);
      return into;
    },
    fillBoth,
    stretches: () => (dtype === 'float32' ? stretchesOf(f, row, mirror) : undefined),
    enclose: (x, dy = 1) => enclose(f, x, dy),
  };
}
