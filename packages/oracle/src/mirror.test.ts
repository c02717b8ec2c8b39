import { fromBits } from '@rectify/float';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oracle } from './oracle.ts';

const kernels = (['relu', 'sigmoid', 'tanh'] as const).flatMap((op) =>
  (['forward', 'vjp'] as const).map((pass) => oracle(op, pass)),
);
const magnitude = fc.oneof(
  fc.integer({ min: 0, max: 0x7fffffff }).map(fromBits),
  fc.float({ min: 0, max: 110, noNaN: true }),
);

describe.each(kernels)('fillBoth of $op/$pass', (truth) => {
  it('gives what fill gives at x and −x', () => {
    fc.assert(
      fc.property(fc.array(magnitude, { minLength: 1, maxLength: 50 }), (values) => {
        const x = Float32Array.from(values);
        const [due, negativeDue, expected, negativeExpected] = [0, 0, 0, 0].map(
          () => new Float32Array(x.length),
        );
        const [exact, negativeExact, close, negativeClose] = [0, 0, 0, 0].map(
          () => new Float64Array(x.length),
        );
        truth.fillBoth(x, due!, exact!, negativeDue!, negativeExact!);
        truth.fill(x, undefined, expected!, close!);
        truth.fill(
          x.map((v) => -v),
          undefined,
          negativeExpected!,
          negativeClose!,
        );
        expect([...due!, ...negativeDue!]).toEqual([...expected!, ...negativeExpected!]);
        for (const [i, v] of [...exact!, ...negativeExact!].entries()) {
          const w = [...close!, ...negativeClose!][i]!;
          if (Math.abs(w) > 2 ** -1000)
            expect(Math.abs(v - w)).toBeLessThanOrEqual(Math.abs(w) * 2 ** -49);
        }
      }),
    );
  });
});
