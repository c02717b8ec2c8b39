import { expect, test } from 'vitest';
import { add, negate } from './hi-lo.ts';
import { expOfMinus } from './exp.ts';

/** t and the two doubles of e^−t, from MPFR at 300 bits. */
const cases = [
  [0, 1, 0],
  [2 ** -24, 0.999999940395357, -3.5293038943021917e-23],
  [0.3125, 0.7316156289466418, 8.35576468031604e-18],
  [1, 0.36787944117144233, -1.2428753672788363e-17],
  [100.0625, 3.4946879665325637e-44, 1.0045860216510172e-60],
  [255.96875, 6.826283727553058e-112, 3.007363765753563e-128],
] as const;

test.each(cases)('e^−%d to 85 bits', (t, hi, lo) => {
  const error = add(expOfMinus(t), negate({ hi, lo }));
  expect(Math.abs(error.hi)).toBeLessThan(hi * 2 ** -85);
});
