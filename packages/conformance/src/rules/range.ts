import { each, type KernelFault, isNearOne, nudge } from '../fault.ts';
import type { ElementRow } from '../row.ts';

/** Within bounds; vjp for dy > 0. */
export const range: ElementRow<'range'> = {
  form: 'element',
  fixedInputs: false,
  test: ({ low, high }) => ({
    applies: ({ x, dy }) => !Number.isNaN(x) && dy > 0 && dy !== Infinity,
    holds: ({ y }) => y >= low && y <= high,
    measuresUlp: false,
  }),
  mutants({ low, high }, { request: { dtype } }) {
    const gives = (fault: string, wrong: number): readonly KernelFault[] => [
      { fault, break: each((x, y) => (isNearOne(x) ? wrong : y)) },
    ];
    return [
      ...gives('NaN of a number', NaN),
      ...(low === -Infinity ? [] : gives('the float below the range', nudge(dtype, low, -1))),
      ...(high === Infinity ? [] : gives('the float above the range', nudge(dtype, high, 1))),
    ];
  },
};
