import { oracle } from '@rectify/oracle';
import { clauses } from '@rectify/spec';
import { expect, test } from 'vitest';
import { addGridResult, type GridResult, newGridResult } from './judge-block.ts';
import { openGrid } from './grid-blocks.ts';

const request = { op: 'tanh', pass: 'forward', dtype: 'float32' } as const;
const own = clauses.filter(({ op, pass }) => op === request.op && pass === request.pass);
const grid = openGrid(request, { depth: 'exhaustive', seed: 1, clauses: own });
const sweepBlocks = grid.blocks;

/** Sweeps blocks of a kernel that is right but for what `change` does. */
function sweep(
  blocks: readonly number[],
  change: (xBits: number, y: number) => number,
): GridResult {
  const sum = newGridResult();
  for (const block of blocks) {
    const conversation = grid.block(block);
    let step = conversation.next();
    while (step.done !== true) {
      const x = Float32Array.from(step.value.x);
      const bits = new Uint32Array(step.value.x.buffer, 0, x.length);
      const y = new Float32Array(x.length);
      oracle('tanh', 'forward').fill(x, undefined, y, new Float64Array(x.length));
      step = conversation.next({ kind: 'returned', y: y.map((v, i) => change(bits[i] ?? 0, v)) });
    }
    if (typeof step.value === 'string') throw new Error(step.value);
    addGridResult(sum, step.value);
  }
  return sum;
}

test('the blocks are every bit pattern: the last ones are all NaN, and each NaN is tested', () => {
  const lost = 0xffabcdef;
  const { profile, tallies } = sweep([sweepBlocks - 8, sweepBlocks - 1], (bits, y) =>
    bits === lost ? 1 : y,
  );
  expect(profile.tested).toBe(2 ** 22);
  expect(tallies.get('tanh/forward/nan')).toMatchObject({ tested: 2 ** 22 - 2, violations: 0 });
  const found = sweep([sweepBlocks - 6], (bits, y) => (bits === lost ? 1 : y)).tallies.get(
    'tanh/forward/nan',
  );
  expect(found).toMatchObject({ violations: 1, intervals: 1, best: { xBits: lost } });
});

test('a run of violations is one interval with its ends, and adjacent floats are compared', () => {
  const from = 0x3f900010;
  const { tallies, profile } = sweep([0x3f9, 0x3f8], (bits, y) =>
    bits >= from && bits < from + 1000 ? Math.fround(y * (1 + 2 ** -21)) : y,
  );
  const faithful = tallies.get('tanh/forward/faithful');
  expect(faithful).toMatchObject({ violations: 1000, intervals: 1 });
  expect([...(faithful?.binades.values() ?? [])]).toMatchObject([
    { count: 1000, low: from, high: from + 999 },
  ]);
  expect(tallies.get('tanh/forward/monotone')).toMatchObject({ tested: 2 ** 22, violations: 1 });
  expect(profile).toMatchObject({ tested: 2 ** 22, misrounded: 1000, overOneUlp: 1000 });
});

test('a dtype that has no judge is refused, whoever asks', () => {
  expect(() =>
    openGrid({ ...request, dtype: 'float16' }, { depth: 'smoke', seed: 1, clauses: own }),
  ).toThrow(expect.objectContaining({ code: 'KERNEL_UNSUPPORTED' }));
});
