import { describe, expect, it } from 'vitest';
import { coverageOf } from './coverage.ts';

const kernel = { dtype: 'float32', pass: 'forward' } as const;
const whole = { depth: 'exhaustive', stride: 1 } as const;

describe('a run judges', () => {
  it('a sample of float32, unless it is a sweep', () => {
    expect(coverageOf({ depth: 'smoke', stride: 1 }, kernel)).toBe('sample');
    expect(coverageOf({ depth: 'default', stride: 1 }, kernel)).toBe('sample');
    expect(coverageOf(whole, kernel)).toBe('all');
    expect(coverageOf({ ...whole, stride: 2 }, kernel)).toBe('sparse');
  });

  it('of float64 always a sample, which a stride leaves as it is', () => {
    for (const stride of [1, 64])
      expect(coverageOf({ ...whole, stride }, { ...kernel, dtype: 'float64' })).toBe('sample');
  });

  it.each(['float16', 'bfloat16'] as const)('every %s at every depth', (dtype) => {
    for (const depth of ['smoke', 'default', 'exhaustive'] as const)
      expect(coverageOf({ depth, stride: 64 }, { ...kernel, dtype })).toBe('all');
  });

  it('of a gradient every x on lines of dy, and of other dy a sample', () => {
    const vjp = { ...kernel, pass: 'vjp' } as const;
    expect(coverageOf(whole, vjp)).toBe('lines');
    expect(coverageOf({ depth: 'smoke', stride: 1 }, { ...vjp, dtype: 'float16' })).toBe('lines');
    expect(coverageOf({ ...whole, stride: 2 }, vjp)).toBe('sparse');
  });
});
