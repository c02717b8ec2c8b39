import { clauses, opIds, passes } from '@rectify/spec';
import { describe, expect, test } from 'vitest';
import { gridMagnitudes, symmetricBatch } from './grid.ts';
import { planGrid } from './judge-block.ts';
import { countWithin } from './spans.ts';
import { truthOf } from './truth.ts';

const kernels = opIds.flatMap((op) =>
  passes.map((pass) => ({ op, pass, dtype: 'float32' }) as const),
);

describe.each(kernels)('spans of $op/$pass', (request) => {
  const magnitudes = gridMagnitudes(request, 'smoke', 3);
  const x = symmetricBatch(magnitudes);
  const { due, exact } = truthOf(request, x, undefined);
  const own = clauses.filter(({ op, pass }) => op === request.op && pass === request.pass);

  test.each(planGrid(request, own).rules)('$id applies where its spans say', ({ rule, spans }) => {
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
        })
      )
        expected++;
    expect(countWithin(spans.positive, magnitudes) + countWithin(spans.negative, magnitudes)).toBe(
      expected,
    );
  });
});
