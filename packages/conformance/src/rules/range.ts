import { each, isNearOne, type KernelFault, losesSignOfDy, nudge } from '../fault.ts';
import type { FloatFormat } from '@rectify/float';
import type { Element, NearBound } from '../element.ts';
import type { ElementRow } from '../row.ts';

/** Within bounds; vjp within dy times the bounds. */
export const range: ElementRow<'range'> = {
  form: 'element',
  fixedInputs: false,
  test({ low, high }, { format }) {
    const { round } = format;
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
      strain({ dy, y, exact }) {
        // Where the bound is the result of many inputs, as 0 is, to give it says nothing.
        if (Math.abs(dy) !== 1 || y === 0) return 0;
        const [got, truth] = dy < 0 ? [-y, -exact] : [y, exact];
        return Math.max((got - truth) / (high - truth), (truth - got) / (truth - low));
      },
      nearBounds: [low, high].filter(Number.isFinite).map((bound) => nearBound(bound, format)),
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

/** From two floats before a bound on, to an eighth of one; about 0 the least float counts, and half as many. */
function nearBound(bound: number, { leastSubnormal, ulpOf }: FloatFormat): NearBound {
  const unit = bound === 0 ? leastSubnormal : ulpOf(bound) / 2;
  const most = 1;
  const floatsFrom = ({ due, exact, rest }: Element): number =>
    Math.abs(bound - exact - rest * ulpOf(due)) / unit;
  return {
    isNear: (e) => floatsFrom(e) <= most,
    isApart: (e) => floatsFrom(e) >= 1 / 8,
  };
}
