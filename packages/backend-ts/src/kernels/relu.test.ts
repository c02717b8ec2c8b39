import { expect, test } from 'vitest';
import { lanesOf } from '../lanes.ts';
import { reluForward, reluVjp } from './relu.ts';

function forward(x: readonly number[]): number[] {
  const y = lanesOf(new Float32Array(x.length));
  reluForward(lanesOf(Float32Array.from(x)), y);
  return [...y.floats];
}

function vjp(x: readonly number[], dy: readonly number[]): number[] {
  const dx = lanesOf(new Float32Array(x.length));
  reluVjp(lanesOf(Float32Array.from(x)), lanesOf(Float32Array.from(dy)), dx);
  return [...dx.floats];
}

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
  const y = lanesOf(new Float32Array(bits.length));
  reluForward(lanesOf(new Float32Array(bits.buffer)), y);
  expect([...y.floats]).toEqual(Array(bits.length).fill(NaN));
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
  const x = lanesOf(new Float32Array(Uint32Array.of(0x7f800001, 0xffc00000, 0xff800001).buffer));
  const dx = lanesOf(new Float32Array(3));
  reluVjp(x, lanesOf(Float32Array.of(1, 0, Infinity)), dx);
  expect([...dx.floats]).toEqual([NaN, NaN, NaN]);
});
