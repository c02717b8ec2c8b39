import { fromBits } from '@rectify/float';
import { opIds, passes } from '@rectify/spec';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oracle } from '../truth.ts';
import { newTrueValues } from '../values.ts';

const kernels = opIds.flatMap((op) =>
  passes.map((pass) => ({ op, pass, truth: oracle(op, pass) })),
);
const magnitude = fc.oneof(
  fc.integer({ min: 0, max: 0x7fffffff }).map(fromBits),
  fc.float({ min: 0, max: 110, noNaN: true }),
);

describe.each(kernels)('fillBoth of $op/$pass', ({ truth }) => {
  it('gives what fill gives at x and −x', () => {
    fc.assert(
      fc.property(fc.array(magnitude, { minLength: 1, maxLength: 50 }), (values) => {
        const x = Float32Array.from(values);
        const [positive, negative] = [0, 0].map(() => newTrueValues('float32', x.length));
        truth.fillBoth(x, positive!, negative!);
        const one = truth.fill(x);
        const other = truth.fill(x.map((v) => -v));
        expect([...positive!.due, ...negative!.due]).toEqual([...one.due, ...other.due]);
        for (const [i, v] of [...positive!.exact, ...negative!.exact].entries()) {
          const w = [...one.exact, ...other.exact][i]!;
          if (Math.abs(w) > 2 ** -1000)
            expect(Math.abs(v - w)).toBeLessThanOrEqual(Math.abs(w) * 2 ** -49);
        }
      }),
    );
  });
});
