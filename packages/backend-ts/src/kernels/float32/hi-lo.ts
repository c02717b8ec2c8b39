import * as doubleDouble from '../double-double.ts';
import { low } from '../double-double.ts';

/** A double-double as a value: what tables are built of, never used in `run`. */
export interface HiLo {
  readonly hi: number;
  readonly lo: number;
}

export const one: HiLo = { hi: 1, lo: 0 };

/** What a function of double-double.ts returned, with what it left in `low`. */
function kept(hi: number): HiLo {
  return { hi, lo: low[0]! };
}

export function add(a: HiLo, b: HiLo): HiLo {
  return kept(doubleDouble.add(a.hi, a.lo, b.hi, b.lo));
}

export function negate(a: HiLo): HiLo {
  return { hi: -a.hi, lo: -a.lo };
}

export function multiply(a: HiLo, b: HiLo): HiLo {
  return kept(doubleDouble.multiply(a.hi, a.lo, b.hi, b.lo));
}

export function divide(a: HiLo, b: HiLo): HiLo {
  return kept(doubleDouble.divide(a.hi, a.lo, b.hi, b.lo));
}

/** a · 2ᵏ for a power of two, exact. */
export function scale(a: HiLo, power: number): HiLo {
  return { hi: a.hi * power, lo: a.lo * power };
}
