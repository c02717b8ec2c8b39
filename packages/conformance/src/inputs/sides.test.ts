import { floatTypes } from '@rectify/float';
import { expect, test } from 'vitest';
import { countWithin, markSide, rangesOfTest } from '../sweep/magnitude-ranges.ts';
import type { TrueValue } from '../truth.ts';
import { sideFrom } from './sides.ts';

const { line, format } = floatTypes.float16;

/** (1 − x²) · e^−x²/2: it changes its sign at ±1, turns at 0 and ±√3, and tends to 0 from below. */
function hat(x: number): TrueValue {
  const exact = Math.abs(x) > 100 ? -0 : (1 - x * x) * Math.exp((-x * x) / 2);
  return { due: format.round(exact), exact, rest: 0 };
}
const trough = Math.sqrt(3);
const turns = [
  { at: -trough, kind: 'trough' },
  { at: 0, kind: 'peak' },
  { at: trough, kind: 'trough' },
] as const;

test.each([1, -1] as const)('between its ends a stretch has one sign and one direction', (sign) => {
  const side = sideFrom('float16', sign, hat, turns);
  expect(side.isMonotone).toBe(false);
  expect(side.turns).toContain(line.of(trough));
  expect(side.stretches[0]?.low).toBe(1);
  expect(side.stretches.at(-1)?.high).toBe(line.infinity - 1);
  for (const [index, { low, high }] of side.stretches.entries()) {
    expect(low).toBe(index === 0 ? 1 : (side.stretches[index - 1]?.high ?? 0) + 1);
    const sizes = Array.from({ length: high - low + 1 }, (_, at) => side.at(low + at));
    expect(new Set(sizes.map(({ due }) => Math.sign(due) + 0)).size).toBe(1);
    const up = sizes.every(
      ({ exact }, at) => at === 0 || !(Math.abs(exact) < Math.abs(sizes[at - 1]!.exact)),
    );
    const down = sizes.every(
      ({ exact }, at) => at === 0 || !(Math.abs(exact) > Math.abs(sizes[at - 1]!.exact)),
    );
    expect(up || down).toBe(true);
  }
});

test('where a rule applies is found on a side that is not monotone', () => {
  const side = sideFrom('float16', 1, hat, turns);
  const marked = markSide('float16', 1, side, [0, line.infinity]);
  const all = Uint32Array.from({ length: line.infinity }, (_, magnitude) => magnitude);
  for (const applies of [
    (v: TrueValue) => v.due !== 0,
    (v: TrueValue) => Math.abs(v.exact) >= format.leastNormal,
    (v: TrueValue) => Math.abs(v.exact) >= 0.4,
  ]) {
    const ranges = rangesOfTest({ applies }, marked);
    const expected = all.filter((magnitude) => applies(side.at(magnitude))).length;
    expect(countWithin(ranges, all)).toBe(expected);
  }
  const first = sideFrom('float16', 1, (x) => ({ due: x, exact: x, rest: 0 }), []);
  expect(first).toMatchObject({
    isMonotone: true,
    stretches: [{ low: 1, high: line.infinity - 1 }],
  });
});
