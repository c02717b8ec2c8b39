import { inputKinds } from '@rectify/record/words';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planTurns } from './turns.ts';

const requests = (['relu', 'sigmoid', 'tanh'] as const).flatMap((op) =>
  (['forward', 'vjp'] as const).map((pass) => ({ op, pass, dtype: 'float32' as const })),
);
const planned = fc.record({
  backends: fc
    .uniqueArray(fc.string({ minLength: 1 }), { maxLength: 6 })
    .map((ids) => ids.map((id, i) => ({ id, requests: requests.slice(0, (i % 6) + 1) }))),
  lengths: fc.uniqueArray(fc.integer({ min: 1, max: 1e6 }), { maxLength: 4 }),
  inputs: fc.uniqueArray(fc.constantFrom(...inputKinds), { minLength: 1 }),
  threads: fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 2 }),
  rounds: fc.integer({ min: 0, max: 5 }),
  seed: fc.integer(),
});

describe('planTurns', () => {
  it('gives every round one turn of every backend and number of threads, rounds in order', () => {
    fc.assert(
      fc.property(planned, (o) => {
        const turns = planTurns(o);
        const ids = o.backends
          .flatMap(({ id }) => o.threads.map((threads) => `${id} ${threads}`))
          .toSorted();
        for (let round = 0; round < o.rounds; round++) {
          const these = turns.slice(round * ids.length, (round + 1) * ids.length);
          expect(these.every((turn) => turn.round === round)).toBe(true);
          expect(these.map(({ backend, threads }) => `${backend} ${threads}`).toSorted()).toEqual(
            ids,
          );
        }
        expect(turns).toHaveLength(o.rounds * ids.length);
      }),
    );
  });

  it('gives every turn every kernel at every length on every input, lengths ascending', () => {
    fc.assert(
      fc.property(planned, (o) => {
        for (const { backend, cells } of planTurns(o)) {
          const due = o.backends.find(({ id }) => id === backend)?.requests ?? [];
          expect(cells).toHaveLength(due.length * o.lengths.length * o.inputs.length);
          for (const { op, pass } of due)
            for (const inputs of o.inputs)
              expect(
                cells
                  .filter((one) => one.op === op && one.pass === pass && one.inputs === inputs)
                  .map((c) => c.length),
              ).toEqual(o.lengths.toSorted((a, b) => a - b));
        }
      }),
    );
  });

  it('is decided by the seed, and differs between seeds and rounds', () => {
    const backends = ['a', 'b', 'c', 'd'].map((id) => ({ id, requests }));
    const orderOf = (seed: number): string =>
      planTurns({ backends, lengths: [1], inputs: ['mixed'], threads: [1], rounds: 4, seed })
        .map(({ backend }) => backend)
        .join('');
    expect(orderOf(7)).toBe(orderOf(7));
    expect(new Set(Array.from({ length: 10 }, (_, seed) => orderOf(seed))).size).toBeGreaterThan(5);
    expect(new Set(orderOf(7).match(/..../g)).size).toBeGreaterThan(1);
  });
});
