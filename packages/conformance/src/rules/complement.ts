import { each, isNearOne } from '../fault.ts';
import type { MirrorRow } from '../row.ts';

/** f(x) + f(−x) is 1 within so many ulps of 1. */
export const complement: MirrorRow<'complement'> = {
  form: 'mirror',
  fixedInputs: false,
  mirror({ ulp }, { format }) {
    const most = ulp * format.ulpOf(1);
    // In float64 the sum is itself rounded: 1 − a is exact where b is within a factor of two of it.
    return (a, b) => !(Math.abs(b - (1 - a)) > most);
  },
  mutants: ({ ulp }, { format: { round, ulpOf } }) => [
    {
      fault: 'the positive side is too high',
      // One ulp more than the bound for what rounding may take from the sum.
      break: each((x, y) => (isNearOne(x) && x > 0 ? round(y + (ulp + 2) * ulpOf(1)) : y)),
    },
  ],
};
