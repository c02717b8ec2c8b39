import { readFileSync } from 'node:fs';
import { bitsOf, formatHex, fromBits, ordinalOf, roundToFloat32 } from '@rectify/float';
import type { OpId, Pass } from '@rectify/spec';
import { describe, expect, it } from 'vitest';
import type { Enclosure } from './interval.ts';
import { decide } from './interval.ts';
import { oracle } from './oracle.ts';
import { wideSigmoid } from './sigmoid.ts';
import { wideSlope } from './slope.ts';
import { wideTanh } from './tanh.ts';

interface Fixture {
  readonly x: Float32Array;
  readonly dy: Float32Array | undefined;
  readonly due: Float32Array;
}

/** Records of fixtures/<name>.bin: x, for vjp dy, and the result as MPFR has it. */
function read(name: string, words: number): Fixture {
  const bytes = readFileSync(new URL(`../fixtures/${name}.bin`, import.meta.url));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const column = (at: number): Float32Array =>
    Float32Array.from({ length: bytes.byteLength / (4 * words) }, (_, i) =>
      fromBits(view.getUint32(4 * (words * i + at), true)),
    );
  return { x: column(0), dy: words === 3 ? column(1) : undefined, due: column(words - 1) };
}

/** Whether two floats have the same bits, or are NaN both. */
const same = (a: number, b: number): boolean => Object.is(a, b);

const show = ({ x, dy, due }: Fixture, i: number, got: number): string =>
  `x ${hex(x[i])} dy ${dy === undefined ? '-' : hex(dy[i])}: got ${hex(got)}, due ${hex(due[i])}`;

const hex = (x = NaN): string => formatHex('float32', bitsOf(x));

/** The ends of an enclosure, rounded to float32. */
function roundedEnds({ value, error }: Enclosure): readonly [number, number] {
  if (error === 0) return [roundToFloat32(value), roundToFloat32(value)];
  const end = (lo: number): number => {
    const hi = value.hi + lo;
    return roundToFloat32({ hi, lo: value.hi - hi + lo });
  };
  return [end(value.lo - error), end(value.lo + error)];
}

const kernels: readonly (readonly [OpId, Pass])[] = [
  ['relu', 'forward'],
  ['relu', 'vjp'],
  ['sigmoid', 'forward'],
  ['sigmoid', 'vjp'],
  ['tanh', 'forward'],
  ['tanh', 'vjp'],
];

describe.each(kernels)('%s/%s against MPFR', (op, pass) => {
  const fixture = pass === 'forward' ? read(op, 2) : read(`${op}-vjp`, 3);
  const { x, dy, due } = fixture;
  const subject = oracle(op, pass);

  it('has at least 10,000 inputs', () => {
    expect(due.length).toBeGreaterThanOrEqual(10_000);
  });

  it('rounds correctly', () => {
    const got = new Float32Array(x.length);
    subject.fill(x, dy, got, new Float64Array(x.length));
    const wrong = [...got.keys()].filter((i) => !same(got[i]!, due[i]!));
    expect(wrong.map((i) => show(fixture, i, got[i]!))).toEqual([]);
  });

  it('encloses the true value', () => {
    const wrong = [...due.keys()].filter((i) => {
      const [low, high] = roundedEnds(subject.enclose(x[i]!, dy?.[i]));
      if (Number.isNaN(due[i])) return !Number.isNaN(low);
      return !(ordinalOf(low) <= ordinalOf(due[i]!) && ordinalOf(due[i]!) <= ordinalOf(high));
    });
    expect(
      wrong.map((i) => show(fixture, i, roundedEnds(subject.enclose(x[i]!, dy?.[i]))[0])),
    ).toEqual([]);
  });
});

describe('the wide path alone against MPFR', () => {
  it.each([
    ['sigmoid', 2, wideSigmoid],
    ['tanh', 2, wideTanh],
    ['sigmoid-vjp', 3, wideSlope(1)],
    ['tanh-vjp', 3, wideSlope(2)],
  ] as const)('%s', (name, words, wide) => {
    const fixture = read(name, words);
    const { x, dy, due } = fixture;
    const got = Float32Array.from(x, (at, i) => decide(wide, at, dy?.[i] ?? 1));
    const wrong = [...got.keys()].filter((i) => !same(got[i]!, due[i]!));
    expect(wrong.map((i) => show(fixture, i, got[i]!))).toEqual([]);
  });
});
