import { each, type KernelFault, isNearOne, nudge } from '../fault.ts';
import type { ElementRow, RuleContext } from '../row.ts';
import { truthOf } from '../truth.ts';

/** Equal to the correctly rounded value. */
export const rounded: ElementRow<'rounded'> = {
  form: 'element',
  fixedInputs: false,
  test: () => ({
    applies: ({ due }) => !Number.isNaN(due),
    holds: ({ y, due }) => y === due,
    measuresUlp: true,
  }),
  mutants: (_, context) => [
    {
      fault: 'one float high',
      break: each((x, y) => (isNearOne(x) ? nudge(context.request.dtype, y, 1) : y)),
    },
    { fault: 'rounds towards zero', break: towardsZero(context) },
  ],
};

/** Monotone, odd and faithful, but half of the results are not the nearest. */
function towardsZero({ request, format }: RuleContext): KernelFault['break'] {
  return () => (x, dy) => {
    const { due, exact, rest } = truthOf(request, x, dy);
    return due.map((nearest, index) => {
      const lacks = (exact[index] ?? NaN) - nearest + (rest?.[index] ?? 0) * format.ulpOf(nearest);
      return lacks * nearest < 0 ? nudge(request.dtype, nearest, -Math.sign(nearest)) : nearest;
    });
  };
}
