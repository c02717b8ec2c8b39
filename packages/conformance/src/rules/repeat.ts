import { ask } from '../conversation.ts';
import { nudge } from '../fault.ts';
import { withDy } from '../inputs/calls.ts';
import type { CallsRow } from '../row.ts';
import { mayBeBetter } from '../verdict/sighting.ts';
import { inputAt } from '../verdict/sight-at.ts';
import { countViolation, offer } from '../verdict/tally.ts';
import { judgedSight, sightingOfEither } from '../verdict/two.ts';

/** So many of the same calls are made. */
const calls = 3;

/** The same call gives the same bits, twice more. */
export const repeat: CallsRow<'repeat'> = {
  form: 'calls',
  fixedInputs: false,
  *judge(clause, { request, sample }) {
    const inputs = withDy(request, sample);
    const first = yield* ask([clause], inputs);
    for (let call = 1; call < calls; call++) {
      const again = yield* ask([clause], inputs);
      if (first === undefined || again === undefined) return;
      for (const [index, got] of again.entries()) {
        clause.tally.tested++;
        const before = first[index] ?? NaN;
        if (Object.is(got, before)) continue;
        countViolation(clause.tally);
        const at = inputAt(inputs, index);
        if (!mayBeBetter(clause.tally.best, 0, request.dtype, at.xBits, at.dyBits)) continue;
        const sights = [judgedSight(request, at, before), judgedSight(request, at, got)] as const;
        offer(clause.tally, sightingOfEither(request.dtype, ...sights, { rank: 0, calls }));
      }
    }
  },
  mutants: (_, { request: { dtype } }) => [
    {
      fault: 'every second call is one float off',
      break: (right) => {
        let before = 0;
        return (x, dy) => {
          const y = right(x, dy);
          return before++ % 2 === 0
            ? y
            : y.map((v) => (Number.isFinite(v) ? nudge(dtype, v, 1) : v));
        };
      },
    },
  ],
};
