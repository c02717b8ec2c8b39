import { readFileSync } from 'node:fs';
import { floatTypes } from '@rectify/float';
import { opIds, passes } from '@rectify/spec';
import { describe, expect, it } from 'vitest';
import { decideWithRest } from './exact/decide.ts';
import { truths } from './ops/index.ts';
import { oracle, truthFrom } from './truth.ts';
import { newTrueValues } from './values.ts';

interface DoubleFixture {
  readonly x: Float64Array;
  readonly dy: Float64Array | undefined;
  readonly due: Float64Array;
}

/** Records of fixtures/float64/<name>.bin: x, for vjp dy, and the result as MPFR has it. */
function read(name: string, words: number): DoubleFixture {
  const bytes = readFileSync(new URL(`../fixtures/float64/${name}.bin`, import.meta.url));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const column = (at: number): Float64Array =>
    Float64Array.from({ length: bytes.byteLength / (8 * words) }, (_, i) =>
      view.getFloat64(8 * (words * i + at), true),
    );
  return { x: column(0), dy: words === 3 ? column(1) : undefined, due: column(words - 1) };
}

const kernels = opIds.flatMap((op) => passes.map((pass) => ({ op, pass })));
const fixtureOf = ({ op, pass }: (typeof kernels)[number]): DoubleFixture =>
  pass === 'forward' ? read(op, 2) : read(`${op}-vjp`, 3);

describe.each(kernels)('$op/$pass in float64 against MPFR', ({ op, pass }) => {
  const { x, dy, due } = fixtureOf({ op, pass });
  const { due: got, rest } = oracle(op, pass, 'float64').fill(x, dy);

  it('has thousands of inputs', () => expect(x.length).toBeGreaterThan(3_000));

  it('rounds correctly', () => {
    const wrong = [...got.keys()].filter((i) => !Object.is(got[i], due[i]));
    expect(wrong.map((i) => [x[i], dy?.[i], got[i], due[i]])).toEqual([]);
  });

  it('lacks half an ulp at most', () => {
    expect(Math.max(...rest!.map(Math.abs))).toBeLessThanOrEqual(0.5);
  });
});

describe('the double-double decides', () => {
  const { format } = floatTypes.float64;
  it.each(kernels)(
    'all results of $op/$pass but those within 2⁻³⁹ ulp of a tie',
    ({ op, pass }) => {
      const { x, dy } = fixtureOf({ op, pass });
      const due = new Float64Array(x.length);
      const rest = new Float64Array(x.length);
      let settled = 0;
      truths[op][pass].doubleDouble?.(x, dy, due, rest, (...arguments_) => {
        if (arguments_.every(Number.isFinite)) settled += 1;
        return decideWithRest({ name: op, ...truths[op][pass].exact }, ...arguments_, format);
      });
      // Below a power of two the middle is a quarter of its ulp away.
      const isNear = (one: number): boolean =>
        [0.5, 0.25].some((middle) => Math.abs(Math.abs(one) - middle) < 2 ** -38);
      const ties = rest.filter(isNear).length;
      expect(settled).toBeLessThanOrEqual(ties);
    },
  );
});

it.each(kernels)('$op/$pass without accelerators gives the same', ({ op, pass }) => {
  const fixture = fixtureOf({ op, pass });
  const [x, dy, due] = [fixture.x, fixture.dy, fixture.due].map((all) =>
    all?.filter((_, i) => i % 7 === 0),
  );
  const { exact } = truths[op][pass];
  expect(truthFrom(op, { exact }, 'float64').fill(x!, dy).due).toEqual(due);
});

describe.each(['float16', 'bfloat16'] as const)('%s', (dtype) => {
  const format = floatTypes[dtype].format;

  it.each(kernels)(
    '$op/$pass is the float64 result rounded, where that is no tie',
    ({ op, pass }) => {
      const x = Float32Array.from({ length: 2 ** 16 }, (_, bits) =>
        floatTypes[dtype].codec.decode(bits),
      );
      const { due } = oracle(op, pass, dtype).fill(x);
      const double = oracle(op, pass, 'float64').fill(Float64Array.from(x)).due;
      const wrong = [...due.keys()].filter((i) => !Object.is(due[i], format.round(double[i]!)));
      expect(wrong.map((i) => [x[i], due[i], double[i]])).toEqual([]);
    },
  );

  it.each(kernels)(
    'both sides of $op/$pass at once give the same as one after the other',
    ({ op, pass }) => {
      const subject = oracle(op, pass, dtype);
      const x = Float32Array.from({ length: 2 ** 15 }, (_, bits) =>
        floatTypes[dtype].codec.decode(bits),
      );
      const [positive, negative] = [0, 0].map(() => newTrueValues(dtype, x.length));
      subject.fillBoth(x, positive!, negative!);
      expect(positive!.due).toEqual(subject.fill(x).due);
      expect(negative!.due).toEqual(subject.fill(x.map((v) => -v)).due);
    },
  );
});
