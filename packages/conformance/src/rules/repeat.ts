import { ask } from '../conversation.ts';
import { nudge } from '../fault.ts';
import { withDy } from '../inputs/calls.ts';
import type { CallsRow } from '../row.ts';
import { sightAt } from '../verdict/tally.ts';

/** The same call gives the same bits, twice more. */
export const repeat: CallsRow<'repeat'> = {
  form: 'calls',
  fixedInputs: false,
  *judge(clause, { request, sample }) {
    const inputs = withDy(request, sample);
    const first = yield* ask([clause], inputs);
    for (let round = 0; round < 2; round++) {
      const again = yield* ask([clause], inputs);
      if (first === undefined || again === undefined) return;
      for (const [index, got] of again.entries()) {
        clause.tally.tested++;
        const due = first[index] ?? NaN;
        if (Object.is(got, due)) continue;
        const note = 'due is what the first call gave';
        sightAt(clause.tally, inputs, index, { got, due, rank: 0, note });
        clause.lane ??= { length: inputs.x.length, index, offset: 0 };
      }
    }
  },
  mutants: (_, { request: { dtype } }) => [
    {
      fault: 'every second call is one float off',
      break: (right) => {
        let calls = 0;
        return (x, dy) => {
          const y = right(x, dy);
          return calls++ % 2 === 0
            ? y
            : y.map((v) => (Number.isFinite(v) ? nudge(dtype, v, 1) : v));
        };
      },
    },
  ],
};
