import { type Mutant, mutantsOf, nudge } from './fault.ts';

/** Faults that any kernel can have. */
export const everyMutants: readonly Mutant[] = (['relu', 'sigmoid', 'tanh'] as const).flatMap(
  (op) =>
    (['forward', 'vjp'] as const).flatMap((pass) =>
      mutantsOf(op, pass, [
        [
          'repeat',
          'every second call is off by one ULP',
          (right) => {
            let calls = 0;
            return (x, dy) => {
              const y = right(x, dy);
              return calls++ % 2 === 0 ? y : y.map((v) => (Number.isFinite(v) ? nudge(v, 1) : v));
            };
          },
        ],
        [
          'empty',
          'length 0 gives length 1',
          (right) => (x, dy) => (x.length === 0 ? new Float32Array(1) : right(x, dy)),
        ],
        [
          'empty',
          'length 0 throws',
          (right) => (x, dy) => {
            if (x.length === 0) throw new Error('tensor of rank 1 must not be empty');
            return right(x, dy);
          },
        ],
        [
          'lanes',
          'the last lane of odd lengths from 3 on is off by one ULP',
          (right) => (x, dy) => {
            const y = right(x, dy);
            const last = x.length - 1;
            const value = y[last] ?? NaN;
            if (x.length > 1 && x.length % 2 === 1 && Number.isFinite(value))
              y[last] = nudge(value, 1);
            return y;
          },
        ],
        [
          'lanes',
          'a NaN turns its neighbour of the same four lanes into NaN',
          (right) => (x, dy) => {
            const y = right(x, dy);
            for (let index = 0; index + 1 < x.length; index += 4)
              if (Number.isNaN(x[index])) y[index + 1] = NaN;
            return y;
          },
        ],
      ]),
    ),
);
