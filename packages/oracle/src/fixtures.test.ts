import { readFileSync } from 'node:fs';
import { bitsOf, formatHex, fromBits, ordinalOf, roundToFloat32 } from '@rectify/float';
import { opIds, passes } from '@rectify/spec';
import { describe, expect, it } from 'vitest';
import type { Enclosure } from './exact/decide.ts';
import { truths } from './ops/index.ts';
import { oracle, truthFrom } from './truth.ts';

interface MpfrFixture {
  readonly x: Float32Array;
  readonly dy: Float32Array | undefined;
  readonly due: Float32Array;
}

/** Records of fixtures/<name>.bin: x, for vjp dy, and the result as MPFR has it. */
function read(name: string, words: number): MpfrFixture {
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

const show = ({ x, dy, due }: MpfrFixture, i: number, got: number): string =>
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

const kernels = opIds.flatMap((op) => passes.map((pass) => [op, pass] as const));

describe.each(kernels)('%s/%s against MPFR', (op, pass) => {
  const fixture = pass === 'forward' ? read(op, 2) : read(`${op}-vjp`, 3);
  const { x, dy, due } = fixture;
  const subject = oracle(op, pass);

  it('has at least 10,000 inputs', () => {
    expect(due.length).toBeGreaterThanOrEqual(10_000);
  });

  it('rounds correctly', () => {
    const got = subject.fill(x, dy).due;
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

describe.each(kernels)('%s/%s without accelerators against MPFR', (op, pass) => {
  it('rounds correctly', () => {
    const { exact } = truths[op][pass];
    const fixture = pass === 'forward' ? read(op, 2) : read(`${op}-vjp`, 3);
    const { x, dy, due } = fixture;
    const got = truthFrom(op, { exact }, 'float32').fill(x, dy).due;
    const wrong = [...got.keys()].filter((i) => !same(got[i]!, due[i]!));
    expect(wrong.map((i) => show(fixture, i, got[i]!))).toEqual([]);
  });
});
