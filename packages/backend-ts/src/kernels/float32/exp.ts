import { powerOfTwo } from './double.ts';
import { add, divide, multiply, one, type HiLo } from './hi-lo.ts';

/** e^−t for 0 ≤ t ≤ 2⁻⁴ by its Taylor series: the 20th term is below 2⁻¹⁴⁰. */
function expSeries(t: number): HiLo {
  let sum = one;
  for (let n = 20; n > 0; n--) {
    sum = add(one, multiply(sum, divide({ hi: -t, lo: 0 }, { hi: n, lo: 0 })));
  }
  return sum;
}

/** e^−2ᵏ for k from 8 down to −24; those above 2⁻⁴ by squaring. */
const powers: readonly HiLo[] = (() => {
  const list: HiLo[] = [];
  for (let k = -24; k <= -4; k++) list.unshift(expSeries(powerOfTwo(k)));
  for (let k = -3; k <= 8; k++) list.unshift(multiply(list[0]!, list[0]!));
  return list;
})();

/** e^−t for a multiple t of 2⁻²⁴ with 0 ≤ t < 512, relative error below 2⁻⁸⁵: the product over the bits of t. */
export function expOfMinus(t: number): HiLo {
  let product = one;
  let rest = t;
  let bit = 256;
  for (const power of powers) {
    if (rest >= bit) {
      product = multiply(product, power);
      rest -= bit;
    }
    bit /= 2;
  }
  return product;
}
