import { each } from '../fault.ts';
import type { ElementRow } from '../row.ts';

/** Between 0 and dy at x = ±0. */
export const subgradient: ElementRow<'subgradient'> = {
  form: 'element',
  fixedInputs: true,
  test: () => ({
    applies: ({ x, dy }) => x === 0 && Number.isFinite(dy),
    holds: ({ y, dy }) => y >= Math.min(0, dy) && y <= Math.max(0, dy),
    measuresUlp: false,
  }),
  mutants: () => [
    { fault: 'twice dy at 0', break: each((x, y, dy) => (x === 0 ? 2 * dy : y)) },
    { fault: 'against dy at 0', break: each((x, y, dy) => (x === 0 ? -dy : y)) },
  ],
};
