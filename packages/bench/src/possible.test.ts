import { describe, expect, it } from 'vitest';
import { impossibility } from './possible.ts';

const cell = { pass: 'forward', length: 65_536, threads: 1 } as const;
const limits = { copyNs: 6000, readNs: 3000 };

describe('impossibility', () => {
  it.each([
    ['as fast as a read', cell, 3000, limits],
    ['as fast as two loads a cycle', cell, 1500, limits],
    ['of two arrays, read at once', { ...cell, pass: 'vjp' } as const, 3000, limits],
    ['of four threads', { ...cell, threads: 4 }, 400, limits],
    ['where a search is slow and a copy fast', cell, 1500, { copyNs: 2000, readNs: 90_000 }],
    ['where a read took no time that could be told', cell, 2, { copyNs: 10, readNs: 0 }],
    ['on another device', cell, 2, null],
  ])('%s may be', (_, one, callNs, known) => {
    expect(impossibility(one, callNs, known)).toBeNull();
  });

  it.each([
    ['less than half a read', cell, 1400, limits],
    ['less than half of two', { ...cell, pass: 'vjp' } as const, 2900, limits],
    ['less than four threads read in', { ...cell, threads: 4 }, 370, limits],
  ])('%s may not', (_, one, callNs, known) => {
    expect(impossibility(one, callNs, known)).toMatch(/to read their bytes takes \S+ ns here/);
  });

  it.each([1e-9, 5e-324, 0, -1, NaN])('%s ns may not on any device', (callNs) => {
    expect(impossibility(cell, callNs, null)).toMatch(/in less than a cycle$/);
  });
});
