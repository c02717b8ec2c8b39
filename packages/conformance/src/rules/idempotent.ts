import { floatTypes } from '@rectify/float';
import { ask } from '../conversation.ts';
import { each, nudge } from '../fault.ts';
import type { Inputs } from '../inputs/calls.ts';
import type { CallsRow } from '../row.ts';
import { inputAt } from '../verdict/sight-at.ts';
import { countViolation, offer } from '../verdict/tally.ts';
import { judgedSight, sightingOfEither } from '../verdict/two.ts';

/** f(f(x)) = f(x). */
export const idempotent: CallsRow<'idempotent'> = {
  form: 'calls',
  fixedInputs: false,
  *judge(clause, { request, sample }) {
    const { dtype } = request;
    const inputs: Inputs = { dtype, x: sample, dy: undefined };
    const first = yield* ask([clause], inputs);
    if (first === undefined) return;
    const again: Inputs = { dtype, x: floatTypes[dtype].arrays.from(first), dy: undefined };
    const second = yield* ask([clause], again);
    if (second === undefined) return;
    for (const [index, got] of second.entries()) {
      clause.tally.tested++;
      const once = first[index] ?? NaN;
      if (got === once || (Number.isNaN(got) && Number.isNaN(once))) continue;
      countViolation(clause.tally);
      const sights = [
        judgedSight(request, inputAt(inputs, index), once),
        judgedSight(request, inputAt(again, index), got),
      ] as const;
      offer(clause.tally, sightingOfEither(dtype, ...sights));
    }
  },
  mutants: (_, { request: { dtype } }) => [
    {
      fault: 'what should stay goes one float towards 0',
      break: each((x, y) => (y === x ? nudge(dtype, y, -Math.sign(y)) : y)),
    },
  ],
};
