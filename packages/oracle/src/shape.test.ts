import { fromBits } from '@rectify/float';
import { type OpId, opIds, ops, type Pass, passes } from '@rectify/spec';
import { expect, test } from 'vitest';
import { oracle } from './index.ts';

const kernels = opIds.flatMap((op) => passes.map((pass) => [op, pass] as const));

/** Magnitudes of every binade, ascending, with those beside each turn. */
function magnitudesFor(op: OpId, pass: Pass): Float32Array {
  const even = Array.from({ length: 0x7f800000 / 8191 }, (_, index) => fromBits(index * 8191));
  const beside = ops[op][pass].turns.flatMap(({ at }) =>
    [-0.001, 0, 0.001].map((off) => Math.abs(Math.fround(at) + off)),
  );
  return Float32Array.from(new Set([...even, ...beside, Infinity])).toSorted();
}

/** Inputs ascending, with the true function there: doubles of relative error below 2⁻⁵⁰. */
function curveOf(op: OpId, pass: Pass): { readonly x: Float32Array; readonly y: Float64Array } {
  const magnitudes = magnitudesFor(op, pass);
  const x = Float32Array.from([...magnitudes.toReversed().map((value) => -value), ...magnitudes]);
  return { x, y: oracle(op, pass).fill(x).exact };
}

/** Twice what two doubles of the oracle can be apart for equal values; absolute where they are less precise. */
const slack = (value: number): number => Math.abs(value) * 2 ** -48 + 2 ** -1022;

test.each(kernels)('%s %s turns where its row says, and nowhere else', (op, pass) => {
  const { turns } = ops[op][pass];
  const { x, y } = curveOf(op, pass);
  const stretches = [-Infinity, ...turns.map(({ at }) => Math.fround(at)), Infinity];
  for (let index = 1; index < stretches.length; index++) {
    const low = x.indexOf(stretches[index - 1]!);
    const high = x.lastIndexOf(stretches[index]!);
    const before = turns[index - 2];
    const next = turns[index - 1];
    // Up to a peak and from a trough on it rises.
    if (next ?? before) {
      expect(y[high]! > y[low]!).toBe(next?.kind === 'peak' || before?.kind === 'trough');
      expect(y[high]).not.toBe(y[low]);
    }
    const sign = Math.sign(y[high]! - y[low]!);
    let wrong = 0;
    for (let at = low + 1; at <= high; at++) {
      const step = y[at]! - y[at - 1]!;
      if ((sign === 0 ? -Math.abs(step) : step * sign) < -slack(y[at]!)) wrong++;
    }
    expect(wrong).toBe(0);
  }
});

test.each(kernels)('%s %s has the parity of its row, and no other', (op, pass) => {
  const { x, y } = curveOf(op, pass);
  const holds = { odd: true, even: true, complement: true };
  for (let at = 0; at < x.length / 2; at++) {
    const [here, there] = [y[at]!, y[x.length - 1 - at]!];
    if (!(here + there === 0 || Math.abs(here + there) <= slack(here))) holds.odd = false;
    if (!(here === there || Math.abs(here - there) <= slack(here))) holds.even = false;
    if (Math.abs(here + there - 1) > slack(1)) holds.complement = false;
  }
  const { parity } = ops[op][pass];
  const found = Object.entries(holds).flatMap(([name, holding]) => (holding ? [name] : []));
  expect(found).toEqual(parity === 'none' ? [] : [parity]);
});
