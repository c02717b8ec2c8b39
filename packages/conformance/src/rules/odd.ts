import { each, isNearOne, nudge } from '../fault.ts';
import type { MirrorRow } from '../row.ts';

/** f(−x) is −f(x) to the bit. */
export const odd: MirrorRow<'odd'> = {
  form: 'mirror',
  fixedInputs: false,
  mirror: () => (a, b) => Object.is(a, -b),
  mutants: (_, { request: { dtype } }) => [
    {
      fault: 'one float high on the positive side',
      break: each((x, y) => (isNearOne(x) && x > 0 ? nudge(dtype, y, 1) : y)),
    },
  ],
};
