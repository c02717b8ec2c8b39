import { isSubnormal } from '../element.ts';
import { each, nudge } from '../fault.ts';
import type { ElementRow } from '../row.ts';

/** Within 1 ULP of x where x is small, subnormals included. */
export const tiny: ElementRow<'tiny'> = {
  form: 'element',
  fixedInputs: false,
  test: ({ below }, { request: { dtype }, format }) => ({
    applies: ({ x }) => x !== 0 && Math.abs(x) < below[dtype],
    holds: ({ x, y }) => format.distance(x, y) <= 1,
    measuresUlp: true,
    strain: ({ x, y }) => format.distance(x, y),
  }),
  mutants: ({ below }, { request: { dtype }, format }) => [
    {
      fault: 'subnormal inputs are taken for 0',
      break: each((x, y) => (isSubnormal(format, x) ? 0 * x : y)),
    },
    {
      fault: 'two floats above x',
      break: each((x, y) => (Math.abs(x) < below[dtype] ? nudge(dtype, x, 2) : y)),
    },
  ],
};
