import { each } from '../fault.ts';
import { isIn } from '../inputs/domain.ts';
import type { ElementRow } from '../row.ts';

/** dy = ±0 gives that zero. */
export const keepsZeroSign: ElementRow<'keeps-zero-sign'> = {
  form: 'element',
  fixedInputs: false,
  test: ({ domain }, { format }) => ({
    applies: ({ x, dy }) => dy === 0 && isIn(format, domain, x),
    holds: ({ y, dy }) => Object.is(y, dy),
    measuresUlp: false,
  }),
  mutants: ({ domain }, { format }) => [
    {
      fault: '−0 gives +0',
      break: each((x, y, dy) => (Object.is(dy, -0) && isIn(format, domain, x) ? 0 : y)),
    },
    {
      fault: '+0 gives −0',
      break: each((x, y, dy) => (Object.is(dy, 0) && isIn(format, domain, x) ? -0 : y)),
    },
  ],
};
