import { expect, test } from 'vitest';
import { lanesOf } from '../lanes.ts';
import { sigmoidForward, sigmoidVjp } from './sigmoid.ts';

function forward(x: Float32Array): Float32Array {
  const y = lanesOf(new Float32Array(x.length));
  sigmoidForward(lanesOf(x), y);
  return y.floats;
}

function vjp(x: Float32Array, dy: Float32Array): Float32Array {
  const dx = lanesOf(new Float32Array(x.length));
  sigmoidVjp(lanesOf(x), lanesOf(dy), dx);
  return dx.floats;
}

/** Bits of x and of the correctly rounded result, from MPFR at 300 bits. */
const forwardCases = [
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
] as const;
const vjpCases = [
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
] as const;

const fromHex = (bits: readonly string[]): Float32Array =>
  new Float32Array(Uint32Array.from(bits, (b) => Number.parseInt(b, 16)).buffer);
const toHex = (x: Float32Array): string[] =>
  Array.from(new Uint32Array(x.buffer), (b) => b.toString(16).padStart(8, '0'));
const ones = (length: number): Float32Array => new Float32Array(length).fill(1);

/** Floats of both signs, spread over all binades by a fixed step. */
const spread = new Float32Array(
  Uint32Array.from({ length: 20_000 }, (_, i) => Math.imul(i, 0x9e3779b1)).buffer,
).filter((x) => Number.isFinite(x));

test('forward is correctly rounded', () => {
  expect(toHex(forward(fromHex(forwardCases.map(([x]) => x))))).toEqual(
    forwardCases.map(([, y]) => y),
  );
});

test('vjp with dy = 1 is correctly rounded', () => {
  const x = fromHex(vjpCases.map(([bits]) => bits));
  expect(toHex(vjp(x, ones(x.length)))).toEqual(vjpCases.map(([, dx]) => dx));
});

test('zeros, infinities and what saturates', () => {
  const x = Float32Array.of(0, -0, Infinity, -Infinity, 2 ** -149, -(2 ** -149), 3e38, -3e38);
  expect([...forward(x)]).toEqual([0.5, 0.5, 1, 0, 0.5, 0.5, 1, 0]);
  expect([...vjp(x, ones(8))]).toEqual([0.25, 0.25, 0, 0, 0.25, 0.25, 0, 0]);
});

test('NaN of either sign and any payload gives NaN', () => {
  const x = fromHex(['7f800001', '7fc00000', '7fffffff', 'ff800001', 'ffc00000', 'ffffffff']);
  expect([...forward(x)]).toEqual(Array(6).fill(NaN));
  expect([...vjp(x, ones(6))]).toEqual(Array(6).fill(NaN));
});

test('vjp is even, and never below 0 for dy = 1', () => {
  const dx = vjp(spread, ones(spread.length));
  expect(
    toHex(
      vjp(
        spread.map((x) => -x),
        ones(spread.length),
      ),
    ),
  ).toEqual(toHex(dx));
  expect(Math.min(...dx)).toBeGreaterThanOrEqual(0);
});

test('vjp scales with powers of two while the result is normal', () => {
  const dx = vjp(spread, ones(spread.length));
  for (const power of [2 ** -10, -(2 ** 20), 2 ** 100]) {
    const scaled = vjp(spread, ones(spread.length).fill(power));
    const normal = dx.map((value) => (value >= 2 ** -116 ? value : 0));
    expect(scaled.map((value, i) => (normal[i] === 0 ? 0 : value))).toEqual(
      normal.map((value) => (value === 0 ? 0 : value * power)),
    );
  }
});

test('vjp of dy = 0, infinite or NaN', () => {
  const all = (dy: number): Set<number> => new Set(vjp(spread, ones(spread.length).fill(dy)));
  expect([...all(0)]).toEqual([0]);
  expect([...all(Infinity)]).toEqual([Infinity]);
  expect([...all(NaN)]).toEqual([NaN]);
  expect([...vjp(Float32Array.of(Infinity, -Infinity), ones(2).fill(Infinity))]).toEqual([
    NaN,
    NaN,
  ]);
});

test('vjp breaks a tie of dy/4 downwards, unless x is a zero', () => {
  const dy = Float32Array.of(3 * 2 ** -148, 3 * 2 ** -148, 3 * 2 ** -148, 3 * 2 ** -148);
  expect([...vjp(Float32Array.of(0, -0, 2 ** -149, -(2 ** -40)), dy)]).toEqual([
    2 ** -148,
    2 ** -148,
    2 ** -149,
    2 ** -149,
  ]);
});
