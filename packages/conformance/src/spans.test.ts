import { dtypes, floatTypes } from '@rectify/float';
import { clauses, opIds, passes } from '@rectify/spec';
import { describe, expect, test } from 'vitest';
import { numbersOf } from './calls.ts';
import { gridMagnitudes } from './grid.ts';
import { planGrid } from './judge-block.ts';
import { countWithin } from './spans.ts';
import { truthOf } from './truth.ts';

const kernels = opIds.flatMap((op) =>
  passes.flatMap((pass) => dtypes.map((dtype) => ({ op, pass, dtype }))),
);

describe.each(kernels)('spans of $op/$pass/$dtype', (request) => {
  const magnitudes = gridMagnitudes(request, 'smoke', 3);
  const x = numbersOf({
    dtype: request.dtype,
    x: floatTypes[request.dtype].line.symmetric(magnitudes),
    dy: undefined,
  }).x;
  const { due, exact, rest } = truthOf(request, x, undefined);
  const own = clauses.filter(({ op, pass }) => op === request.op && pass === request.pass);

  test.each(planGrid(request, own).elements)(
    '$id applies where its spans say',
    ({ test: rule, spans }) => {
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
        countWithin(spans.positive, magnitudes) + countWithin(spans.negative, magnitudes),
      ).toBe(expected);
    },
  );
});
