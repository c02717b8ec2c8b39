import { isNearOne, nudge } from '../fault.ts';
import type { OrderRow } from '../row.ts';

/** No result below that of a lesser input. */
export const monotone: OrderRow<'monotone'> = {
  form: 'order',
  fixedInputs: false,
  holds: (result, ofLesser) => !(result < ofLesser),
  mutants: (_, { request: { dtype }, format: { ulpOf } }) => [
    {
      fault: 'every second float of a binade falls by one',
      break: (right) => (x, dy) => {
        const isSecond = (v: number): boolean => isNearOne(v) && (v / ulpOf(v)) % 2 !== 0;
        const y = right(x, dy);
        const ofLesser = right(
          x.map((v) => (isSecond(v) ? nudge(dtype, v, -1) : v)),
          dy,
        );
        return y.map((v, index) =>
          isSecond(x[index] ?? NaN) ? nudge(dtype, ofLesser[index] ?? NaN, -1) : v,
        );
      },
    },
  ],
};
