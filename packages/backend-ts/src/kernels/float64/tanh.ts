import { add, divide, low, multiply } from '../double-double.ts';
import { addOne, base, exp, expOfMinus, farthest, tiny } from './exp.ts';
import { elementwise } from '../loops.ts';
import { slope } from './slope.ts';
import { complements, parts } from './tables.ts';

function tanhOf(x: number): number {
  // tanh x = x − x³/3 + …, less than half an ulp from x.
  if (Math.abs(x) < tiny || Number.isNaN(x)) return x;
  expOfMinus(Math.min(2 * Math.abs(x), farthest));
  addOne();
  let hi = 0;
  if (exp.j < 0) {
    const scale = exp.exponent < -120 ? 0 : 2 ** exp.exponent;
    hi = add(1, 0, -exp.hi * scale, -exp.lo * scale);
  } else {
    // 1 − e^(−j/256) · (1 + m), where the first difference is known to its last bit.
    const { j } = exp;
    const scale = 2 ** parts.exponent[j]!;
    const more = multiply(parts.hi[j]! * scale, parts.lo[j]! * scale, -exp.mHi, -exp.mLo);
    const moreLow = low[0]!;
    const own = 2 ** complements.exponent[j]!;
    hi = add(complements.hi[j]! * own, complements.lo[j]! * own, more, moreLow);
  }
  hi = divide(hi, low[0]!, base.hi, base.lo);
  return x < 0 ? -hi : hi;
}

export const loops = elementwise(tanhOf, (x, dy) => slope(2, x, dy));
