import { each, isNearOne, nudge } from '../fault.ts';
import type { MirrorRow } from '../row.ts';

/** f(−x) and f(x) are so many floats apart at most. */
export const even: MirrorRow<'even'> = {
  form: 'mirror',
  fixedInputs: false,
  mirror:
    ({ ulp }, { format }) =>
    (a, b) =>
      !(format.distance(a, b) > ulp),
  mutants: ({ ulp }, { request: { dtype } }) => [
    {
      fault: 'a float too high on the positive side',
      break: each((x, y) => (isNearOne(x) && x > 0 ? nudge(dtype, y, Math.floor(ulp) + 1) : y)),
    },
  ],
};
