import { expect, test } from 'vitest';
import { kernelKey, kernelLabel, kernelName, kernelTitle, passName } from './kernel-name.ts';

test.for([
  ['float32', 'relu vjp'],
  ['bfloat16', 'relu vjp bfloat16'],
])(
  'a kernel of %s has one name, and says its dtype where it is not the usual one',
  ([dtype = '', label]) => {
    const kernel = { backend: 'exec:./my kernel', op: 'relu', pass: 'vjp', dtype };
    expect(kernelName(kernel)).toBe(`relu/vjp/${dtype}`);
    expect(passName(kernel)).toBe('relu/vjp');
    expect(kernelTitle(kernel)).toBe(`relu/vjp ${dtype}`);
    expect(kernelLabel(kernel)).toBe(label);
    expect(kernelKey(kernel)).toBe(`exec:./my kernel relu/vjp/${dtype}`);
  },
);
