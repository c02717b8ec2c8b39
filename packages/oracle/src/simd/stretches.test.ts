import { opIds, passes } from '@rectify/spec';
import { describe, expect, it } from 'vitest';
import { oracle } from '../truth.ts';
import { stretchCapacity } from './stretches.ts';

const kernels = opIds.flatMap((op) => passes.map((pass) => ({ op, pass })));
const bitsOf = ({ buffer, byteOffset, length }: Float32Array): Uint32Array =>
  new Uint32Array(buffer, byteOffset, length);

/** Floats in a row, from these bits on. */
function floatsFrom(first: number, length: number): Float32Array {
  const x = new Float32Array(length);
  bitsOf(x).forEach((_, i, bits) => (bits[i] = first + i));
  return x;
}

/** The first places whose bits differ, NaNs aside. */
function differences(a: Float32Array, b: Float32Array): number[] {
  const own = bitsOf(a);
  const other = bitsOf(b);
  return [...own.keys()]
    .filter((i) => own[i] !== other[i] && !(Number.isNaN(a[i]) && Number.isNaN(b[i])))
    .slice(0, 3);
}

describe.each(kernels)('stretches of $op/$pass', ({ op, pass }) => {
  const truth = oracle(op, pass);
  const stretches = truth.stretches()!;
  const dys = pass === 'forward' ? [1] : [1, -0.75, 2 ** -140, Math.fround(3e38)];

  it('are what the readable reference gives, for every dy, zeros, subnormals, infinity and NaN', () => {
    const length = 150;
    const begins = [0, 0x7f7fff80, ...Array.from({ length: 450 }, (_, k) => 4_733_561 * (k + 1))];
    for (const dy of dys)
      for (const first of begins.filter((begin) => begin < 0x7f800000)) {
        const x = floatsFrom(first, length);
        const upstream = new Float32Array(length).fill(dy);
        const { positive, negative } = stretches.fill(x, dy);
        for (const [side, own, at] of [
          ['x', positive, x],
          ['−x', negative, x.map((value) => -value)],
        ] as const) {
          const due = truth.fill(at, pass === 'forward' ? undefined : upstream);
          const wrong = differences(
            own.due.subarray(0, length) as Float32Array,
            due.due as Float32Array,
          );
          const where = `${side} from 0x${first.toString(16)}, dy ${dy}`;
          expect({ where, wrong }).toEqual({ where, wrong: [] });
          for (let i = 0; i < length; i++) {
            const far = Math.abs(own.exact[i]! - due.exact[i]!);
            if (far <= Math.max(2 ** -49 * Math.abs(due.exact[i]!), 2 ** -200)) continue;
            if (Number.isNaN(due.exact[i]) || far !== Infinity)
              expect([where, i, own.exact[i]]).toEqual([where, i, due.exact[i]]);
          }
        }
      }
  });

  it('compare results to the bit, and sum up the errors of those that are right', () => {
    for (const first of [1, 0x00800000, 0x3dcccccd, 0x3f800001, 0x40a00007, 0x42800000]) {
      const x = floatsFrom(first, stretchCapacity);
      const { positive, negative } = stretches.fill(x, 1);
      for (const isMirrored of [false, true]) {
        const { due, exact } = isMirrored ? negative : positive;
        const y = Float32Array.from(due);
        for (const place of [3, 8, 9, 10, 11, 999]) bitsOf(y)[place]! ^= 1;
        if (isMirrored) y.reverse();
        for (const [start, end] of [
          [0, stretchCapacity],
          [1, 998],
          [9, 14],
        ] as const) {
          const compared = stretches.compare(y, isMirrored, start, end);
          const wrong = [3, 8, 9, 10, 11, 999].filter((place) => start <= place && place < end);
          expect([...compared.suspects]).toEqual(wrong);
          let [max, absolute, signed] = [0, 0, 0];
          for (let i = start; i < end; i++) {
            if (wrong.includes(i)) continue;
            const field = Math.max(1, (bitsOf(due as Float32Array)[i]! >>> 23) & 255);
            const error = (due[i]! - exact[i]!) * 2 ** (150 - field);
            max = Math.max(max, Math.abs(error));
            absolute += Math.abs(error);
            signed += error;
          }
          expect(compared.max).toBe(max);
          expect(compared.absolute).toBeCloseTo(absolute, 9);
          expect(compared.signed).toBeCloseTo(signed, 9);
        }
      }
    }
  });
});

it('are for float32 alone', () => {
  expect(oracle('tanh', 'forward', 'float16').stretches()).toBeUndefined();
});
