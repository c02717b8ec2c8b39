import { expect, test } from 'vitest';
import { forward as forwardOf, vjp as vjpOf } from './fixtures/call.ts';
import { loops } from './relu.ts';

const float32 = await loops.Float32Array('float32');
const forward = (x: readonly number[]): number[] => [...forwardOf(float32, Float32Array.from(x))];
const vjp = (x: readonly number[], dy: readonly number[]): number[] => [
  ...vjpOf(float32, Float32Array.from(x), Float32Array.from(dy)),
];

const least = 2 ** -149;

test('forward passes what is positive, subnormals and infinity among it', () => {
  const x = [1, least, 2 ** -126, 3.5, Infinity];
  expect(forward(x)).toEqual(x);
});

test('forward gives +0 for every x that is negative or a zero', () => {
  const x = [0, -0, -1, -least, -(2 ** 127), -Infinity];
  for (const y of forward(x)) expect(y).toBe(0);
});

test('forward gives NaN for every kind of NaN', () => {
  const bits = Uint32Array.of(
    0x7f800001,
    0x7fc00000,
    0x7fffffff,
    0xff800001,
    0xffc00000,
    0xffffffff,
  );
  const y = forwardOf(float32, new Float32Array(bits.buffer));
  expect([...y]).toEqual(Array(bits.length).fill(NaN));
});

test('forward gives the same at every position of a block and its remainder', () => {
  for (let length = 0; length <= 19; length++) {
    const x = Array.from({ length }, (_, i) => (i % 3 === 0 ? -i : i));
    expect(forward(x)).toEqual(x.map((v) => (v > 0 ? v : 0)));
  }
});

test('vjp passes dy to the bit where x is positive', () => {
  const dy = [1, -0, -2.5, least, Infinity, NaN];
  expect(vjp([1, least, Infinity, 3, 4, 5], dy)).toEqual(dy);
});

test('vjp selects +0 where x is negative or a zero, whatever dy is', () => {
  const dx = vjp([0, -0, -1, -least, -Infinity, -2, -0], [1, 1, -1, Infinity, NaN, -Infinity, NaN]);
  for (const value of dx) expect(value).toBe(0);
});

test('vjp gives NaN where x is NaN of either sign', () => {
  const x = new Float32Array(Uint32Array.of(0x7f800001, 0xffc00000, 0xff800001).buffer);
  expect([...vjpOf(float32, x, Float32Array.of(1, 0, Infinity))]).toEqual([NaN, NaN, NaN]);
});
