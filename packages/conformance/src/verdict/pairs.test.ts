import { describe, expect, test } from 'vitest';
import { addPairs, newPairSums, notePair, pairFigures, type PairSums } from './pairs.ts';

function sumsOf(...errors: readonly (readonly [error: number, x: number, dy: number])[]): PairSums {
  const sums = newPairSums();
  for (const [error, x, dy] of errors) {
    sums.tested++;
    notePair(sums, error, { x, dy });
  }
  return sums;
}

function sumOf(...parts: readonly PairSums[]): PairSums {
  const sums = newPairSums();
  for (const part of parts) addPairs(sums, part);
  return sums;
}

describe('sums of pairs', () => {
  const parts = [
    sumsOf([0.5, 7, 1], [0.25, 1, 1]),
    sumsOf([0.5, 3, 9], [0.5, 3, 4]),
    sumsOf(),
    sumsOf([0, 1, 1]),
  ];
  test('add up to the same in any order', () => {
    const whole = sumOf(...parts);
    const searched = { tested: 0, misrounded: 0 };
    const maxUlpAt = { x: 3, dy: 4 };
    expect(whole).toEqual({ tested: 5, maxUlp: 0.5, maxUlpAt, misrounded: 0, searched });
    expect(sumOf(...parts.toReversed())).toEqual(whole);
    expect(sumOf(sumOf(...parts.slice(0, 2)), sumOf(...parts.slice(2)))).toEqual(whole);
  });
  test('name no pair where nothing is off', () => {
    expect(pairFigures('float32', sumsOf([0, 1, 1])).maxUlpAt).toBeNull();
    expect(pairFigures('float16', sumsOf([2, 1, 0x8000])).maxUlpAt).toEqual({
      x: '0x0001',
      dy: '0x8000',
    });
  });
});
