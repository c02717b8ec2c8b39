import { oracle } from '@rectify/oracle';
import { clauses } from '@rectify/spec';
import { expect, test } from 'vitest';
import { type Batch, converse } from '../conversation.ts';
import { openGrid } from './blocks.ts';
import { gridCalls } from './grid-calls.ts';
import type { GridResult } from './judge.ts';

type Kernel = (x: Float32Array, dy: number) => Float32Array;

/** What is found when a call of a block is made again of a kernel that gave right results in the sweep. */
async function revisited(
  pass: 'forward' | 'vjp',
  index: number,
  kernel: Kernel,
  ids: readonly string[] = [],
): Promise<GridResult & { readonly asked: readonly Batch[] }> {
  const request = { op: 'tanh', pass, dtype: 'float32' } as const;
  const own = clauses.filter((one) => one.op === 'tanh' && one.pass === pass);
  const options = {
    depth: 'exhaustive',
    seed: 1,
    clauses: own.filter(({ id }) => ids.length === 0 || ids.includes(id)),
  } as const;
  const grid = openGrid(request, options);
  const { dy, call } = gridCalls(request, options).block(index);
  const x = call(grid.revisited(index)).inputs.x as Float32Array;
  const before = oracle('tanh', pass).fill(x, new Float32Array(x.length).fill(dy)).due;
  const asked: Batch[] = [];
  const result = await converse(grid.revisit(index, before as Float32Array), (batch) => {
    asked.push(batch);
    return { kind: 'returned', y: kernel(batch.x as Float32Array, dy) };
  });
  if (typeof result === 'string') throw new Error(result);
  return { ...result, asked };
}

const right =
  (pass: 'forward' | 'vjp'): Kernel =>
  (x, dy) =>
    oracle('tanh', pass).fill(x, new Float32Array(x.length).fill(dy)).due as Float32Array;

test.each([
  ['forward', 0x3f8],
  ['forward', 0],
  ['forward', 2047],
  ['vjp', 0x3f8],
  ['vjp', 2048 + 0x3f8],
] as const)(
  '%s, block %i: the same inputs in another order, and nothing is found',
  async (pass, index) => {
    const { tallies, profile, asked } = await revisited(pass, index, right(pass));
    expect([tallies.size, profile.tested]).toEqual([0, 0]);
    expect(asked).toHaveLength(1);
    const [batch] = asked;
    const bits = new Uint32Array((batch?.x ?? new Float32Array()).slice().buffer);
    const half = bits.subarray(bits.length / 2, bits.length - 100);
    const neighbours = half.subarray(1).filter((one, at) => Math.abs(one - half[at]!) <= 1);
    expect(neighbours.length).toBe(0);
  },
);

test('what differs is of the clauses that it breaks, and of those about the place of an input', async () => {
  const wrong: Kernel = (x, dy) => right('forward')(x, dy).map((y, at) => (at === 9 ? 42 : y));
  const { tallies } = await revisited('forward', 0x3f8, wrong);
  expect([...tallies.keys()].toSorted()).toEqual(
    ['accuracy', 'faithful', 'lanes', 'range', 'rounded'].map((name) => `tanh/forward/${name}`),
  );
  for (const { violations, tested, best } of tallies.values()) {
    expect([violations, tested]).toEqual([1, 0]);
    expect(best).toMatchObject({
      gotBits: 0x42280000,
      note: expect.stringMatching(/beside the sweep/),
    });
  }
});

test('what differs but is right too is of the place alone, if that is asked', async () => {
  const negative: Kernel = (x, dy) => right('vjp')(x, dy).map((y) => (y === 0 ? -0 : y));
  const { tallies } = await revisited('vjp', 0x7f0, negative);
  expect([...tallies.keys()]).toEqual(['tanh/vjp/lanes']);
  const { tallies: unasked } = await revisited('vjp', 0x7f0, negative, ['tanh/vjp/nan']);
  expect(unasked.size).toBe(0);
});
