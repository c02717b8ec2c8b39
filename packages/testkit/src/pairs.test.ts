import type { KernelRequest } from '@rectify/backend';
import {
  type Compute,
  converse,
  each,
  gradeOf,
  judgeKernel,
  type KernelFault,
} from '@rectify/conformance';
import { dtypes, floatTypes } from '@rectify/float';
import type { Depth, PairFigures } from '@rectify/record';
import { clauses } from '@rectify/spec';
import { describe, expect, test } from 'vitest';
import { compute, onArrays } from './reference.ts';

/** What is measured of a kernel: with dy = 1 and on pairs. */
async function measure(
  request: KernelRequest,
  run: Compute,
  depth: Depth,
): Promise<{
  readonly misrounded: number;
  readonly pairs: PairFigures | undefined;
  readonly grade: string;
  readonly failed: readonly string[];
}> {
  const own = clauses.filter(({ op, pass }) => op === request.op && pass === request.pass);
  const call = onArrays(request, run);
  const { judged, profile } = await converse(
    judgeKernel(request, { depth, seed: 1, clauses: own }),
    ({ x, dy }) => ({ kind: 'returned', y: call(x, dy) }),
  );
  if (profile === null) throw new Error('there is no profile');
  const failed = judged.filter(({ verdict }) => verdict !== 'conforms');
  return {
    misrounded: profile.misrounded,
    pairs: profile.pairs,
    grade: gradeOf(judged, profile),
    failed: failed.map(({ clause }) => clause.name),
  };
}

const kernels = (['sigmoid', 'tanh'] as const).flatMap((op) =>
  dtypes.map((dtype) => ({ op, pass: 'vjp', dtype }) as const),
);

/** Faults that do not show where dy = 1. */
function faultsOf({ dtype }: KernelRequest, right: Compute): readonly KernelFault[] {
  const { format, arrays } = floatTypes[dtype];
  const ofDy =
    (change: (dy: number) => number): KernelFault['break'] =>
    (run) =>
    (x, dy) =>
      run(x, dy && arrays.newValues(dy.length).map((_, index) => change(dy[index] ?? NaN)));
  const powerOf = (dy: number): number =>
    dy === 0 || !Number.isFinite(dy)
      ? dy
      : Math.sign(dy) * 2 ** Math.floor(Math.log2(Math.abs(dy)));
  // A float32 without its last 16 bits is a bfloat16.
  const dropped = dtype === 'float32' ? 16 : 3;
  const coarse = (dy: number): number =>
    Number.isFinite(dy) ? dy - (dy % (format.ulpOf(dy) * 2 ** dropped)) : dy;
  return [
    { fault: 'takes |dy| for dy', break: ofDy(Math.abs) },
    { fault: 'takes the power of two below dy for dy', break: ofDy(powerOf) },
    {
      fault: 'gives NaN for dy = ∞ at x = 0',
      break: each((x, dx, dy) => (x === 0 && Math.abs(dy) === Infinity ? NaN : dx)),
    },
    {
      fault: 'swaps x and dy where dy is not 1',
      break: () => (x, dy) => {
        const swapped = right(dy ?? x, x);
        return right(x, dy).map((dx, index) => (dy?.[index] === 1 ? dx : (swapped[index] ?? NaN)));
      },
    },
    {
      fault: 'takes a subnormal dy for 0',
      break: ofDy((dy) => (Math.abs(dy) < format.leastNormal ? 0 * dy : dy)),
    },
    { fault: 'clamps dy', break: ofDy((dy) => Math.min(Math.max(dy, -1e4), 1e4)) },
    { fault: 'drops the last bits of dy', break: ofDy(coarse) },
  ];
}

describe.each(kernels)('$op/vjp $dtype', (request) => {
  const right = compute(request);

  test('a right kernel is right on pairs', async () => {
    const depth = request.dtype === 'float32' ? 'default' : 'smoke';
    const { pairs, grade } = await measure(request, right, depth);
    expect(pairs?.misrounded).toBe(0);
    expect(pairs?.maxUlp).toBeLessThanOrEqual(0.5);
    expect(pairs?.maxUlp).toBeGreaterThan(0.49);
    expect(grade).toBe('AAA');
  });

  test.each(faultsOf(request, right))(
    'shows in pairs alone, and breaks a clause: $fault',
    async (fault) => {
      const { misrounded, pairs, failed } = await measure(request, fault.break(right), 'smoke');
      expect(misrounded).toBe(0);
      expect(pairs?.misrounded).toBeGreaterThan(0);
      expect(failed).not.toEqual([]);
    },
  );
});

test('what is not of vjp has no pairs', async () => {
  const request = { op: 'tanh', pass: 'forward', dtype: 'float32' } as const;
  const { pairs } = await measure(request, compute(request), 'smoke');
  expect(pairs).toBeUndefined();
});

test('a NaN of ∞ where the derivative rounds to 0 is no error', async () => {
  const request = { op: 'sigmoid', pass: 'vjp', dtype: 'float32' } as const;
  const { pairs } = await measure(
    request,
    each((x, dx, dy) => (Math.abs(x) > 200 && Math.abs(dy) === Infinity ? NaN : dx))(
      compute(request),
    ),
    'smoke',
  );
  expect(pairs?.misrounded).toBe(0);
});

test('a remainder of lanes that take the dy of the first depends on where it stands', async () => {
  const request = { op: 'tanh', pass: 'vjp', dtype: 'float32' } as const;
  const right = compute(request);
  const { failed, pairs } = await measure(
    request,
    (x, dy) => {
      const whole = x.length - (x.length % 8);
      return right(
        x,
        dy?.map((one, index) => (index < whole ? one : (dy[whole] ?? one))),
      );
    },
    'smoke',
  );
  expect(pairs?.misrounded).toBe(0);
  expect(failed).toContain('lanes');
});
