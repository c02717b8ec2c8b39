import { type DType, dtypes, floatTypes, type Values } from '@rectify/float';
import { opIds, passes } from '@rectify/spec';
import { describe, expect, it } from 'vitest';
import { truths } from './ops/index.ts';
import { oracle, truthFrom } from './truth.ts';
import { newTrueValues } from './values.ts';

/** Numbers of a dtype of every binade and both signs, with zeros, infinities and NaN; others for another seed. */
function numbers(dtype: DType, count: number, seed: number): Values {
  const { arrays, line } = floatTypes[dtype];
  const values = arrays.newValues(count);
  let state = seed;
  const draw = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  for (let i = 0; i < count; i++) {
    // Every third is where functions bend.
    const middle = line.fieldOf(line.of(1));
    const field = Math.floor(i % 3 === 0 ? middle - 12 + 20 * draw() : line.infiniteField * draw());
    const fraction = i % 4 === 0 ? 0 : Math.floor(line.fieldLength * draw());
    values[i] = line.valueOf(line.at(field, fraction)) * (draw() < 0.5 ? -1 : 1);
  }
  const { leastSubnormal, leastNormal, greatest } = floatTypes[dtype].format;
  values.set([0, -0, Infinity, -Infinity, NaN, leastSubnormal, -leastNormal, greatest, 1]);
  return values;
}

const kernels = opIds.flatMap((op) =>
  passes.flatMap((pass) => dtypes.map((dtype) => ({ op, pass, dtype }))),
);

describe.each(kernels)('$op/$pass in $dtype without accelerators', ({ op, pass, dtype }) => {
  const { exact } = truths[op][pass];
  const alone = truthFrom(op, { exact }, dtype);
  const fast = oracle(op, pass, dtype);
  const x = numbers(dtype, 3000, 7);
  const dy = pass === 'vjp' ? (numbers(dtype, 3000, 11).toReversed() as Values) : undefined;

  it('is what they give', () => {
    const [due, got] = [fast.fill(x, dy), alone.fill(x, dy)];
    const wrong = [...due.due.keys()].filter((i) => {
      const apart = Math.abs(due.exact[i]! - got.exact[i]!);
      const isNear = !(apart > Math.abs(due.exact[i]!) * 2 ** -49 + 2 ** -890);
      const lacks = Math.abs((due.rest?.[i] ?? 0) - (got.rest?.[i] ?? 0));
      return !Object.is(due.due[i], got.due[i]) || !isNear || lacks > 2 ** -38;
    });
    const show = (i: number): unknown[] => [
      x[i],
      dy?.[i],
      due.due[i],
      got.due[i],
      due.exact[i],
      got.exact[i],
      due.rest?.[i],
      got.rest?.[i],
    ];
    expect(wrong.map(show)).toEqual([]);
  });

  it('is the same on both sides at once', () => {
    const some = x.slice(0, 500).map(Math.abs);
    const [positive, negative] = [0, 0].map(() => newTrueValues(dtype, some.length));
    alone.fillBoth(some, positive!, negative!);
    expect(positive!.due).toEqual(fast.fill(some).due);
    expect(negative!.due).toEqual(fast.fill(some.map((v) => -v)).due);
  });
});
