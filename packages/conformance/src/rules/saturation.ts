import { each, nudge } from '../fault.ts';
import type { ElementRow } from '../row.ts';
import { belowOne } from '../truth.ts';

/** Exactly ±1 wherever the true result is so near to it. */
export const saturation: ElementRow<'saturation'> = {
  form: 'element',
  fixedInputs: false,
  test: ({ within }, { request: { dtype }, format }) => ({
    applies: (e) => Number.isFinite(e.x) && belowOne(e, format) <= within[dtype],
    holds: ({ y, exact }) => y === Math.sign(exact),
    measuresUlp: false,
  }),
  mutants: (_, { request: { dtype } }) => [
    {
      fault: 'clamped to the float before the limit',
      break: each((_x, y) => (Math.abs(y) === 1 ? nudge(dtype, y, -y) : y)),
    },
  ],
};
