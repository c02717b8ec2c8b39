import { floatTypes } from '@rectify/float';
import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';
import { decide } from './interval.ts';
import { oracle } from './oracle.ts';
import { wideOracle } from './wide.ts';
import { wideSigmoid } from './sigmoid.ts';
import { wideSlope } from './slope.ts';
import { wideTanh } from './tanh.ts';

interface Fixture {
  readonly x: Float64Array;
  readonly dy: Float64Array | undefined;
  readonly due: Float64Array;
}

/** Records of fixtures/float64/<name>.bin: x, for vjp dy, and the result as MPFR has it. */
function read(name: string, words: number): Fixture {
  const bytes = readFileSync(new URL(`../fixtures/float64/${name}.bin`, import.meta.url));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const column = (at: number): Float64Array =>
    Float64Array.from({ length: bytes.byteLength / (8 * words) }, (_, i) =>
      view.getFloat64(8 * (words * i + at), true),
    );
  return { x: column(0), dy: words === 3 ? column(1) : undefined, due: column(words - 1) };
}

const kernels = (['relu', 'sigmoid', 'tanh'] as const).flatMap((op) =>
  (['forward', 'vjp'] as const).map((pass) => ({ op, pass })),
);
const fixtureOf = ({ op, pass }: (typeof kernels)[number]): Fixture =>
  pass === 'forward' ? read(op, 2) : read(`${op}-vjp`, 3);

describe.each(kernels)('$op/$pass in float64 against MPFR', ({ op, pass }) => {
  const { x, dy, due } = fixtureOf({ op, pass });
  const got = new Float64Array(x.length);
  const rest = new Float64Array(x.length);
  wideOracle(op, pass)(x, dy, got, rest);

  it('has thousands of inputs', () => expect(x.length).toBeGreaterThan(3_000));

  it('rounds correctly', () => {
    const wrong = [...got.keys()].filter((i) => !Object.is(got[i], due[i]));
    expect(wrong.map((i) => [x[i], dy?.[i], got[i], due[i]])).toEqual([]);
  });

  it('lacks half an ulp at most', () => {
    expect(Math.max(...rest.map(Math.abs))).toBeLessThanOrEqual(0.5);
  });
});

describe('the double-double decides', () => {
  it.each(kernels)(
    'all results of $op/$pass but those within 2⁻³⁹ ulp of a tie',
    ({ op, pass }) => {
      const { x, dy } = fixtureOf({ op, pass });
      const due = new Float64Array(x.length);
      const rest = new Float64Array(x.length);
      const settled = wideOracle(op, pass)(x, dy, due, rest);
      // Below a power of two the middle is a quarter of its ulp away.
      const isNear = (one: number): boolean =>
        [0.5, 0.25].some((middle) => Math.abs(Math.abs(one) - middle) < 2 ** -38);
      const ties = rest.filter(isNear).length;
      expect(settled).toBeLessThanOrEqual(ties);
    },
  );
});

it.each([
  ['sigmoid', 'forward', wideSigmoid],
  ['tanh', 'forward', wideTanh],
  ['sigmoid', 'vjp', wideSlope(1)],
  ['tanh', 'vjp', wideSlope(2)],
] as const)('integers alone give the same for %s/%s', (op, pass, wide) => {
  const { x, dy, due } = fixtureOf({ op, pass });
  for (let i = 0; i < x.length; i += 7) {
    // The least numbers need thousands of bits, and seconds.
    if (Math.abs(x[i]!) < 2 ** -200 && x[i] !== 0) continue;
    expect(decide(wide, x[i]!, dy?.[i] ?? 1, floatTypes.float64.format)).toBe(due[i]);
  }
});

describe.each(['float16', 'bfloat16'] as const)('%s', (dtype) => {
  const format = floatTypes[dtype].format;

  it.each(kernels)(
    '$op/$pass is the float64 result rounded, where that is no tie',
    ({ op, pass }) => {
      const x = Float32Array.from({ length: 2 ** 16 }, (_, bits) =>
        floatTypes[dtype].codec.decode(bits),
      );
      const due = new Float32Array(x.length);
      oracle(op, pass, dtype).fill(x, undefined, due, new Float64Array(x.length));
      const wide = new Float64Array(x.length);
      wideOracle(op, pass)(Float64Array.from(x), undefined, wide, new Float64Array(x.length));
      const wrong = [...due.keys()].filter((i) => !Object.is(due[i], format.round(wide[i]!)));
      expect(wrong.map((i) => [x[i], due[i], wide[i]])).toEqual([]);
    },
  );

  it.each(kernels)(
    'both sides of $op/$pass at once give the same as one after the other',
    ({ op, pass }) => {
      const subject = oracle(op, pass, dtype);
      const x = Float32Array.from({ length: 2 ** 15 }, (_, bits) =>
        floatTypes[dtype].codec.decode(bits),
      );
      const [due, other, one] = [0, 1, 2].map(() => new Float32Array(x.length));
      const exact = new Float64Array(x.length);
      subject.fillBoth(x, due!, exact, other!, new Float64Array(x.length));
      subject.fill(x, undefined, one!, exact);
      expect(due).toEqual(one);
      subject.fill(
        x.map((v) => -v),
        undefined,
        one!,
        exact,
      );
      expect(other).toEqual(one);
    },
  );
});
