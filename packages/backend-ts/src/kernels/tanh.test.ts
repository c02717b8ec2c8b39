import { expect, test } from 'vitest';
import { lanesOf } from '../lanes.ts';
import { tanhForward, tanhVjp } from './tanh.ts';

function forward(x: Float32Array): Float32Array {
  const y = lanesOf(new Float32Array(x.length));
  tanhForward(lanesOf(x), y);
  return y.floats;
}

function vjp(x: Float32Array, dy: Float32Array): Float32Array {
  const dx = lanesOf(new Float32Array(x.length));
  tanhVjp(lanesOf(x), lanesOf(dy), dx);
  return dx.floats;
}

/** Bits of x and of the correctly rounded result, from MPFR at 300 bits. */
const forwardCases = [
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
] as const;
const vjpCases = [
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
  const x = Float32Array.of(0, -0, Infinity, -Infinity, 3e38, -3e38);
  expect([...forward(x)]).toEqual([0, -0, 1, -1, 1, -1]);
  expect([...vjp(x, ones(6))]).toEqual([1, 1, 0, 0, 0, 0]);
});

test('forward is odd to the bit', () => {
  expect(toHex(forward(spread.map((x) => -x)))).toEqual(toHex(forward(spread).map((y) => -y)));
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
