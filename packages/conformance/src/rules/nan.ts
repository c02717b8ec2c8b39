import { each } from '../fault.ts';
import type { ElementRow } from '../row.ts';

/** A NaN among the inputs gives NaN. */
export const nan: ElementRow<'nan'> = {
  form: 'element',
  fixedInputs: false,
  test: () => ({
    applies: ({ x, dy }) => Number.isNaN(x) || Number.isNaN(dy),
    holds: ({ y }) => Number.isNaN(y),
    measuresUlp: false,
  }),
  mutants: (_, { request: { pass } }) => [
    { fault: 'NaN gives 0', break: each((x, y) => (Number.isNaN(x) ? 0 : y)) },
    ...(pass === 'forward'
      ? []
      : [
          {
            fault: 'a NaN in dy is dropped',
            break: each((_x, y, dy) => (Number.isNaN(dy) ? 0 : y)),
          },
        ]),
  ],
};
