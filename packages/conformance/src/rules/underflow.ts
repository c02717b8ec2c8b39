import { each } from '../fault.ts';
import type { ElementRow } from '../row.ts';

/** Between 0 and the least normal number, of its sign, wherever the true result is. */
export const underflow: ElementRow<'underflow'> = {
  form: 'element',
  fixedInputs: false,
  test: (_, { format: { leastNormal } }) => ({
    applies: ({ x, dy, exact }) =>
      Number.isFinite(x) && Number.isFinite(dy) && Math.abs(exact) < leastNormal,
    holds: ({ y, due }) => {
      const isNegative = due < 0 || Object.is(due, -0);
      return y === 0 || (y < 0 === isNegative && Math.abs(y) <= leastNormal);
    },
    measuresUlp: false,
  }),
  mutants(_, { format: { leastNormal, leastSubnormal } }) {
    const below = (wrong: (y: number) => number) =>
      each((x, y) => (Number.isFinite(x) && Math.abs(y) < leastNormal ? wrong(y) : y));
    return [
      { fault: 'what underflows becomes 1', break: below(() => 1) },
      { fault: 'what underflows becomes NaN', break: below(() => NaN) },
      { fault: 'twice the least normal number', break: below(() => 2 * leastNormal) },
      { fault: 'the least number of the wrong sign', break: below(() => -leastSubnormal) },
    ];
  },
};
