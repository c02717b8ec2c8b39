import { each } from '../fault.ts';
import { isIn } from '../inputs/domain.ts';
import type { ElementRow } from '../row.ts';

/** No result is −0. */
export const noNegativeZero: ElementRow<'no-negative-zero'> = {
  form: 'element',
  fixedInputs: false,
  test: ({ domain }, { format }) => ({
    applies: ({ x }) => isIn(format, domain, x),
    holds: ({ y }) => !Object.is(y, -0),
    measuresUlp: false,
  }),
  mutants: ({ domain }, { format }) => [
    { fault: 'gives −0', break: each((x, y) => (isIn(format, domain, x) ? -0 : y)) },
  ],
};
