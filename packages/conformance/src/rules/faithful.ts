import { isFlushed } from '../element.ts';
import { each, isNearOne, type KernelFault, nudge } from '../fault.ts';
import type { ElementRow, RuleContext } from '../row.ts';
import { truthOf } from '../truth.ts';

/** One of the two numbers around the true value: the nearest, or its neighbour on the other side of the true value. */
export const faithful: ElementRow<'faithful'> = {
  form: 'element',
  fixedInputs: false,
  test: (_, { format, atZero, sideOf }) => ({
    applies: ({ due }) => !Number.isNaN(due),
    holds(e) {
      if (e.y === e.due || isFlushed(e, atZero, format)) return true;
      return format.distance(e.y, e.due) === 1 && Math.sign(e.y - e.due) * sideOf(e) >= 0;
    },
    measuresUlp: true,
  }),
  mutants: (_, context) => [
    {
      fault: 'two floats high',
      break: each((x, y) => (isNearOne(x) ? nudge(context.request.dtype, y, 2) : y)),
    },
    { fault: 'the neighbour on the far side of the nearest', break: beside(context, -1) },
    { fault: 'below a power of two the second float down', break: beside(context, 2) },
  ],
};

/** So many floats towards the true value, where that is below a power of two, its nearest. */
function beside({ request, sideOf }: RuleContext, steps: number): KernelFault['break'] {
  return () => (x, dy) => {
    const { due, exact, rest } = truthOf(request, x, dy);
    return due.map((nearest, index) => {
      const element = {
        x: x[index] ?? NaN,
        dy: dy?.[index] ?? 1,
        y: nearest,
        due: nearest,
        exact: exact[index] ?? NaN,
        rest: rest?.[index] ?? 0,
        ulp: 0,
      };
      const side = Number.isInteger(Math.log2(Math.abs(nearest))) ? sideOf(element) : 0;
      return side * nearest < 0 ? nudge(request.dtype, nearest, steps * side) : nearest;
    });
  };
}
