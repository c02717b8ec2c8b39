import { each } from '../fault.ts';
import type { ElementRow } from '../row.ts';

/** dy = ±0 gives ±0 for finite x. */
export const zeroDy: ElementRow<'zero-dy'> = {
  form: 'element',
  fixedInputs: false,
  test: () => ({
    applies: ({ x, dy }) => dy === 0 && Number.isFinite(x),
    holds: ({ y }) => y === 0,
    measuresUlp: false,
  }),
  mutants: (_, { format: { leastSubnormal } }) => [
    {
      fault: 'dy = 0 gives NaN for large x',
      break: each((x, y, dy) => (dy === 0 && Math.abs(x) > 60 ? NaN : y)),
    },
    {
      fault: 'dy = 0 gives the least number above it',
      break: each((_x, y, dy) => (dy === 0 ? leastSubnormal : y)),
    },
  ],
};
