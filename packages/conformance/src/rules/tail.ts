import { each, isNearOne } from '../fault.ts';
import type { ElementRow } from '../row.ts';

/** Not 0, of the right sign, and within a bound in ULP if there is one, wherever the true result does not round to 0. */
export const tail: ElementRow<'tail'> = {
  form: 'element',
  fixedInputs: false,
  test: ({ maxUlp = Infinity }) => ({
    applies: ({ x, dy, due }) => Number.isFinite(x) && dy === 1 && due !== 0,
    holds: (e) => e.y * Math.sign(e.due) > 0 && e.ulp <= maxUlp,
    measuresUlp: true,
  }),
  mutants({ maxUlp }, { format }) {
    const { leastNormal, round, ulpOf } = format;
    const far = Math.sqrt(leastNormal);
    return [
      {
        fault: 'small results are 0',
        break: each((_, y) => (Math.abs(y) < far ? 0 * y : y)),
      },
      { fault: 'the wrong sign', break: each((x, y) => (isNearOne(x) ? -y : y)) },
      ...(maxUlp === undefined
        ? []
        : [
            {
              fault: 'just beyond the bound',
              break: each((x, y) =>
                isNearOne(x) ? round(y + (maxUlp + 2) * Math.sign(y) * ulpOf(y)) : y,
              ),
            },
          ]),
    ];
  },
};
