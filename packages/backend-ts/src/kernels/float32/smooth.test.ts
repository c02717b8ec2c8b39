import { describe, expect, test } from 'vitest';
import type { Lanes } from '../../holders.ts';
import type { Loops } from '../loops.ts';
import { forward, vjp } from '../fixtures/call.ts';
import { slopeToFloat32 } from '../float64/slope.ts';
import { loops as sigmoid } from './sigmoid.ts';
import { loops as tanh } from './tanh.ts';

interface Smooth {
  readonly name: string;
  readonly loops: Loops<Lanes>;
  /** Bits of x and of the correctly rounded result, from MPFR at 300 bits; for vjp with dy = 1. */
  readonly forwardCases: readonly (readonly [x: string, y: string])[];
  readonly vjpCases: readonly (readonly [x: string, dx: string])[];
  readonly exact: readonly (readonly [x: number, y: number, dx: number])[];
}

const ops: readonly Smooth[] = [
  {
    name: 'sigmoid',
    loops: sigmoid,
    forwardCases: [
      ['ba928601', '3effdb5f'],
      ['34400000', '3f000001'],
      ['34c00000', '3f000001'],
      ['35600000', '3f000003'],
      ['b4400000', '3effffff'],
      ['b4c00000', '3efffffd'],
      ['bd4ccccd', '3ef999f1'],
      ['3f800000', '3f3b26a8'],
      ['bf800000', '3e89b2b1'],
      ['40a00000', '3f7e4961'],
      ['c0a00000', '3bdb4fb4'],
      ['418aa123', '3f800000'],
      ['c2ae0000', '00b33687'],
      ['c2b00000', '0041edc4'],
      ['c2cff1b4', '00000001'],
      ['c2cff1b5', '00000000'],
    ],
    vjpCases: [
      ['39800000', '3e800000'],
      ['3a000000', '3e7fffff'],
      ['3f800000', '3e4954a3'],
      ['bf800000', '3e4954a3'],
      ['41200000', '383e6761'],
      ['c18aa123', '32fffff6'],
      ['42ae0000', '00b33687'],
      ['c2b00000', '0041edc4'],
      ['42cff1b4', '00000001'],
      ['42cff1b5', '00000000'],
    ],
    exact: [
      [0, 0.5, 0.25],
      [-0, 0.5, 0.25],
      [Infinity, 1, 0],
      [-Infinity, 0, 0],
      [2 ** -149, 0.5, 0.25],
      [-(2 ** -149), 0.5, 0.25],
      [3e38, 1, 0],
      [-3e38, 0, 0],
    ],
  },
  {
    name: 'tanh',
    loops: tanh,
    forwardCases: [
      ['00000001', '00000001'],
      ['80000001', '80000001'],
      ['39800000', '39800000'],
      ['3a000001', '3a000000'],
      ['bd4ccccd', 'bd4ca127'],
      ['3f000000', '3eec9a9f'],
      ['3f800000', '3f42f7d6'],
      ['c0000000', 'bf76ca83'],
      ['40e66666', '3f7fffed'],
      ['41102cb3', '3f7fffff'],
      ['41102cb4', '3f800000'],
    ],
    vjpCases: [
      ['39000000', '3f800000'],
      ['3a000000', '3f7ffffc'],
      ['3d4ccccd', '3f7f5c6f'],
      ['3f800000', '3ed706e0'],
      ['bf800000', '3ed706e0'],
      ['41102cb4', '337fffef'],
      ['41f00000', '152d70c9'],
      ['422e0000', '01b33687'],
      ['c2300000', '0103db89'],
      ['42521999', '00000001'],
      ['42530000', '00000000'],
    ],
    exact: [
      [0, 0, 1],
      [-0, -0, 1],
      [Infinity, 1, 0],
      [-Infinity, -1, 0],
      [3e38, 1, 0],
      [-3e38, -1, 0],
    ],
  },
];

const fromHex = (bits: readonly string[]): Float32Array =>
  new Float32Array(Uint32Array.from(bits, (b) => Number.parseInt(b, 16)).buffer);
const toHex = (x: Float32Array): string[] =>
  Array.from(new Uint32Array(x.buffer), (b) => b.toString(16).padStart(8, '0'));
const ones = (length: number): Float32Array => new Float32Array(length).fill(1);

/** Floats of both signs, spread over all binades by a fixed step. */
const spread = new Float32Array(
  Uint32Array.from({ length: 20_000 }, (_, i) => Math.imul(i, 0x9e3779b1)).buffer,
).filter((x) => Number.isFinite(x));

describe.each(ops)('$name', ({ loops, forwardCases, vjpCases, exact }) => {
  test('forward is correctly rounded', () => {
    expect(toHex(forward(loops, fromHex(forwardCases.map(([x]) => x))))).toEqual(
      forwardCases.map(([, y]) => y),
    );
  });

  test('vjp with dy = 1 is correctly rounded', () => {
    const x = fromHex(vjpCases.map(([bits]) => bits));
    expect(toHex(vjp(loops, x, ones(x.length)))).toEqual(vjpCases.map(([, dx]) => dx));
  });

  test('zeros, infinities and what saturates', () => {
    const x = Float32Array.from(exact, ([value]) => value);
    expect([...forward(loops, x)]).toEqual(exact.map(([, y]) => y));
    expect([...vjp(loops, x, ones(x.length))]).toEqual(exact.map(([, , dx]) => dx));
  });

  test('NaN of either sign and any payload gives NaN', () => {
    const x = fromHex(['7f800001', '7fc00000', '7fffffff', 'ff800001', 'ffc00000', 'ffffffff']);
    expect([...forward(loops, x)]).toEqual(Array(6).fill(NaN));
    expect([...vjp(loops, x, ones(6))]).toEqual(Array(6).fill(NaN));
  });

  test('vjp is even, and never below 0 for dy = 1', () => {
    const dx = vjp(loops, spread, ones(spread.length));
    expect(
      toHex(
        vjp(
          loops,
          spread.map((x) => -x),
          ones(spread.length),
        ),
      ),
    ).toEqual(toHex(dx));
    expect(Math.min(...dx)).toBeGreaterThanOrEqual(0);
  });

  test('vjp scales with powers of two while the result is normal', () => {
    const dx = vjp(loops, spread, ones(spread.length));
    for (const power of [2 ** -10, -(2 ** 20), 2 ** 100]) {
      const scaled = vjp(loops, spread, ones(spread.length).fill(power));
      const normal = dx.map((value) => (value >= 2 ** -116 ? value : 0));
      expect(scaled.map((value, i) => (normal[i] === 0 ? 0 : value))).toEqual(
        normal.map((value) => (value === 0 ? 0 : value * power)),
      );
    }
  });

  test('vjp of dy = 0, infinite or NaN', () => {
    const all = (dy: number): Set<number> =>
      new Set(vjp(loops, spread, ones(spread.length).fill(dy)));
    expect([...all(0)]).toEqual([0]);
    expect([...all(Infinity)]).toEqual([Infinity]);
    expect([...all(NaN)]).toEqual([NaN]);
    expect([...vjp(loops, Float32Array.of(Infinity, -Infinity), ones(2).fill(Infinity))]).toEqual([
      NaN,
      NaN,
    ]);
  });
});

test('tanh is odd to the bit', () => {
  expect(
    toHex(
      forward(
        tanh,
        spread.map((x) => -x),
      ),
    ),
  ).toEqual(toHex(forward(tanh, spread).map((y) => -y)));
});

test('the gradient of sigmoid breaks a tie of dy/4 downwards, unless x is a zero', () => {
  const dy = Float32Array.of(3 * 2 ** -148, 3 * 2 ** -148, 3 * 2 ** -148, 3 * 2 ** -148);
  expect([...vjp(sigmoid, Float32Array.of(0, -0, 2 ** -149, -(2 ** -40)), dy)]).toEqual([
    2 ** -148,
    2 ** -148,
    2 ** -149,
    2 ** -149,
  ]);
});

test('a product that a double leaves in doubt is rounded by what comes after', () => {
  // 7·10⁻¹¹ and 9·10⁻¹⁰ ULP from the middle of two floats; results from 60 decimal digits.
  const dx = vjp(tanh, fromHex(['3e9289f1', '3e2e5784']), fromHex(['3fb168c7', '3f8e8d0b']));
  expect(toHex(dx)).toEqual(['3fa3a291', '3f8a7f55']);
});

test('among random pairs of x and dy none is misrounded', () => {
  // Double-doubles decide every lane here, those in doubt alone there.
  const dy = Float32Array.from(spread, (_, i) => spread[(i * 7919) % spread.length]!);
  for (const [loops, factor] of [
    [sigmoid, 1],
    [tanh, 2],
  ] as const) {
    const due = spread.map((x, i) => slopeToFloat32(factor, x, dy[i]!));
    expect(toHex(vjp(loops, spread, dy))).toEqual(toHex(due));
  }
});
