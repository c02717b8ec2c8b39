import { describe, expect, it } from 'vitest';
import { inputsFor } from './inputs.ts';

describe('inputsFor', () => {
  it('repeats long rows, and holds bits for the 16-bit dtypes', () => {
    const long = inputsFor('float32', 200_001, 3, 'mixed');
    expect(long).toHaveLength(200_001);
    expect(long[200_000]).toBe(long[200_000 % 65_536]);
    expect(long.every((x) => x !== 0 && Math.abs(x) < 8)).toBe(true);
    const half = inputsFor('float16', 8, 3, 'mixed');
    expect(half).toBeInstanceOf(Uint16Array);
    expect(half.some((bits) => bits > 0x8000)).toBe(true);
  });
});
