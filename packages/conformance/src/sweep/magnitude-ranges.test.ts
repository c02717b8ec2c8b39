import { dtypes, floatTypes } from '@rectify/float';
import { clauses, opIds, passes } from '@rectify/spec';
import { describe, expect, test } from 'vitest';
import { numbersOf } from '../inputs/calls.ts';
import { gridMagnitudes } from '../inputs/grid.ts';
import { planGrid } from './plan.ts';
import { countWithin } from './magnitude-ranges.ts';
import { truthOf } from '../truth.ts';

const kernels = opIds.flatMap((op) =>
  passes.flatMap((pass) => dtypes.map((dtype) => ({ op, pass, dtype }))),
);

describe.each(kernels)('ranges of $op/$pass/$dtype', (request) => {
  const magnitudes = gridMagnitudes(request, 'smoke', 3);
  const x = numbersOf({
    dtype: request.dtype,
    x: floatTypes[request.dtype].line.symmetric(magnitudes),
    dy: undefined,
  }).x;
  const { due, exact, rest } = truthOf(request, x, undefined);
  const own = clauses.filter(({ op, pass }) => op === request.op && pass === request.pass);

  test.each(planGrid(request, own).elements)(
    '$id applies where its ranges say',
    ({ test: rule, ranges }) => {
      let expected = 0;
      for (const [index, at] of x.entries())
        if (
          rule.applies({
            x: at,
            dy: 1,
            y: NaN,
            ulp: NaN,
            due: due[index] ?? NaN,
            exact: exact[index] ?? NaN,
            rest: rest?.[index] ?? 0,
          })
        )
          expected++;
      expect(
        countWithin(ranges.positive, magnitudes) + countWithin(ranges.negative, magnitudes),
      ).toBe(expected);
    },
  );
});
