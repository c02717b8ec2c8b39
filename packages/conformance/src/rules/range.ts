import { each, isNearOne, type KernelFault, losesSignOfDy, nudge } from '../fault.ts';
import type { ElementRow } from '../row.ts';

/** Within bounds; vjp within dy times the bounds. */
export const range: ElementRow<'range'> = {
  form: 'element',
  fixedInputs: false,
  test({ low, high }, { format: { round } }) {
    const times = (bound: number, size: number): number => (bound === 0 ? 0 : round(bound * size));
    return {
      applies: ({ x, dy }) => !Number.isNaN(x) && !Number.isNaN(dy) && dy !== 0,
      holds({ dy, y }) {
        // What 0 · ∞ comes to, other clauses say.
        if (Number.isNaN(y)) return Math.abs(dy) === Infinity;
        const size = Math.abs(dy);
        const signed = dy < 0 ? -y : y;
        return signed >= times(low, size) && signed <= times(high, size);
      },
      measuresUlp: false,
    };
  },
  mutants({ low, high }, { request: { dtype, pass } }) {
    const gives = (fault: string, wrong: number): readonly KernelFault[] => [
      { fault, break: each((x, y, dy) => (isNearOne(x) ? wrong * Math.sign(dy) : y)) },
    ];
    return [
      ...gives('NaN of a number', NaN),
      ...(low === -Infinity ? [] : gives('the float below the range', nudge(dtype, low, -1))),
      ...(high === Infinity ? [] : gives('the float above the range', nudge(dtype, high, 1))),
      ...(pass === 'forward' ? [] : [losesSignOfDy]),
    ];
  },
};
