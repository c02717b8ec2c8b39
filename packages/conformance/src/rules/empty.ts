import { floatTypes } from '@rectify/float';
import { ask } from '../conversation.ts';
import { withDy } from '../inputs/calls.ts';
import type { CallsRow } from '../row.ts';

/** Length 0 gives length 0: here no answer is the violation. */
export const empty: CallsRow<'empty'> = {
  form: 'calls',
  fixedInputs: true,
  isLast: true,
  *judge(clause, { request }) {
    const none = floatTypes[request.dtype].arrays.from([]);
    const y = yield* ask([clause], withDy(request, none));
    clause.tally.tested++;
    if (y === undefined) clause.tally.violations++;
  },
  mutants: (_, { request: { dtype } }) => [
    {
      fault: 'length 0 gives length 1',
      break: (right) => (x, dy) =>
        x.length === 0 ? floatTypes[dtype].arrays.newValues(1) : right(x, dy),
    },
    {
      fault: 'length 0 throws',
      break: (right) => (x, dy) => {
        if (x.length === 0) throw new Error('tensor of rank 1 must not be empty');
        return right(x, dy);
      },
    },
  ],
};
