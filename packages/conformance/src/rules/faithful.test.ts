import { dtypes, floatTypes } from '@rectify/float';
import { expect, test } from 'vitest';
import type { Element } from '../element.ts';
import { nudge } from '../fault.ts';
import { elementTestOf, ruleContext } from '../row-of.ts';
import { truthAt } from '../truth.ts';

test.each(dtypes)(
  'below a power of two only it and the float before it are faithful in %s, not what else is within 1 ULP',
  (dtype) => {
    const request = { op: 'tanh', pass: 'forward', dtype } as const;
    const { format } = floatTypes[dtype];
    const own = elementTestOf({ kind: 'faithful' }, ruleContext(request));
    /** tanh of a small power of two is a trifle below it. */
    const x = 2 ** -Math.ceil(format.precision / 2 + 2);
    const element = (steps: number): Element => {
      const { due, exact, rest } = truthAt(request, x);
      expect(due).toBe(x);
      const y = nudge(dtype, due, steps);
      const ulp = Math.abs((y - exact) / format.ulpOf(due) - rest);
      return { x, dy: 1, y, due, exact, rest, ulp };
    };
    expect(element(-2).ulp).toBeLessThan(1);
    const holds = [-2, -1, 0, 1].map((steps) => own?.holds(element(steps)));
    expect(holds).toEqual([false, true, true, false]);
  },
);

test('of a true value that a double cannot tell from its nearest, the side is known', () => {
  const request = { op: 'tanh', pass: 'forward', dtype: 'float32' } as const;
  const { sideOf } = ruleContext(request);
  for (const x of [2 ** -60, -(2 ** -60)])
    expect(sideOf({ x, dy: 1, y: x, due: x, exact: x, rest: 0, ulp: 0 })).toBe(-Math.sign(x));
});
