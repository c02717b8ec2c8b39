import { divide, low } from '../double-double.ts';
import { addOne, base, exp, expOfMinus, farthest, small } from './exp.ts';
import { elementwise } from '../loops.ts';
import { decided, rounded } from './rounding.ts';
import { slope } from './slope.ts';

function sigmoidOf(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (x === -Infinity) return 0;
  if (Math.abs(x) < small) {
    // ½ + x/4 − x³/48 + …
    const hi = decided(0.5, x / 4, (-x * x * x) / 48);
    return hi + low[0]!;
  }
  expOfMinus(Math.min(Math.abs(x), farthest));
  addOne();
  const hi = x < 0 ? divide(exp.hi, exp.lo, base.hi, base.lo) : divide(1, 0, base.hi, base.lo);
  return rounded(hi, low[0]!, x < 0 ? exp.exponent : 0);
}

export const loops = elementwise(sigmoidOf, (x, dy) => slope(1, x, dy));
