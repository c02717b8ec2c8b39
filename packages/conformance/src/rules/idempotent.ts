import { floatTypes } from '@rectify/float';
import { ask } from '../conversation.ts';
import { each, nudge } from '../fault.ts';
import { type Inputs, numbersOf } from '../inputs/calls.ts';
import type { CallsRow } from '../row.ts';
import { sightAt } from '../verdict/tally.ts';

/** f(f(x)) = f(x). */
export const idempotent: CallsRow<'idempotent'> = {
  form: 'calls',
  fixedInputs: false,
  *judge(clause, { request: { dtype }, sample }) {
    const inputs: Inputs = { dtype, x: sample, dy: undefined };
    const first = yield* ask([clause], inputs);
    if (first === undefined) return;
    const { x } = numbersOf(inputs);
    const again: Inputs = { dtype, x: floatTypes[dtype].arrays.from(first), dy: undefined };
    const second = yield* ask([clause], again);
    if (second === undefined) return;
    for (const [index, got] of second.entries()) {
      clause.tally.tested++;
      const due = first[index] ?? NaN;
      if (got === due || (Number.isNaN(got) && Number.isNaN(due))) continue;
      const note = `this x is itself the result of ${x[index]}`;
      sightAt(clause.tally, again, index, { got, due, rank: 0 - Math.abs(due), note });
    }
  },
  mutants: (_, { request: { dtype } }) => [
    {
      fault: 'what should stay goes one float towards 0',
      break: each((x, y) => (y === x ? nudge(dtype, y, -Math.sign(y)) : y)),
    },
  ],
};
