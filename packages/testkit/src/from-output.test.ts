import { type Compute, converse, judgeKernel, nudge } from '@rectify/conformance';
import { type DType, dtypes, floatTypes } from '@rectify/float';
import { clauses } from '@rectify/spec';
import { expect, test } from 'vitest';
import { compute, onArrays } from './reference.ts';

type Round = (v: number) => number;

/** Gradients from an output, as frameworks write them, each step rounded. */
const forms: Readonly<
  Record<'sigmoid' | 'tanh', readonly ((r: Round, y: number, dy: number) => number)[]>
> = {
  sigmoid: [(r, y, dy) => r(dy * r(y * r(1 - y))), (r, y, dy) => r(r(dy * r(1 - y)) * y)],
  tanh: [(r, y, dy) => r(dy * r(1 - r(y * y)))],
};

const most = (op: 'sigmoid' | 'tanh', dtype: DType): number =>
  op === 'tanh' ? 16 : dtype === 'float16' || dtype === 'bfloat16' ? 10 : 34;

/** Gradients from outputs that are off by so many times what their must allows, with or without flushing. */
function gradients(
  op: 'sigmoid' | 'tanh',
  dtype: DType,
  sides: readonly (-1 | 0 | 1)[],
): readonly Compute[] {
  const { round, leastNormal, ulpOf } = floatTypes[dtype].format;
  const forward = compute({ op, pass: 'forward', dtype });
  const [low, high] = op === 'tanh' ? [-1, 1] : [0, 1];
  return forms[op].flatMap((form) =>
    sides.flatMap((side) =>
      [false, true].map((flushes): Compute => {
        const flushed: Round = (v) => (flushes && Math.abs(v) < leastNormal ? 0 * v : v);
        const output = (y: number): number => {
          if (!Number.isFinite(y) || Math.abs(y) < leastNormal) return y;
          const off = round(y + side * most(op, dtype) * ulpOf(y));
          // Half an ULP is the distance of y itself from the true value.
          const within = nudge(dtype, off, off > 0 === side > 0 ? -1 : 1);
          return Math.min(high, Math.max(low, side === 0 ? y : within));
        };
        return (x, dy) =>
          forward(x, undefined).map((y, at) =>
            form((v) => flushed(round(v)), flushed(output(y)), flushed(dy?.[at] ?? 1)),
          );
      }),
    ),
  );
}

const kernels = (['sigmoid', 'tanh'] as const).flatMap((op) =>
  dtypes.flatMap((dtype) => [
    { op, dtype, clause: 'accuracy', sides: [-1, 1] as const },
    { op, dtype, clause: 'accuracy-tight', sides: [0] as const },
  ]),
);

test.each(kernels)(
  'a gradient of $op from an output that is off by $sides times its bound meets $clause in $dtype',
  async ({ op, dtype, clause, sides }) => {
    const request = { op, dtype, pass: 'vjp' } as const;
    const own = clauses.filter(({ id }) => id === `${op}/vjp/${clause}`);
    for (const gradient of gradients(op, dtype, sides)) {
      const call = onArrays(request, gradient);
      const { judged } = await converse(
        judgeKernel(request, { depth: 'smoke', seed: 1, clauses: own }),
        ({ x, dy }) => ({ kind: 'returned', y: call(x, dy) }),
      );
      expect(judged.map(({ verdict, witness }) => [verdict, witness])).toEqual([
        ['conforms', null],
      ]);
    }
  },
);
