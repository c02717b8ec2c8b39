import { ask } from '../conversation.ts';
import { nudge } from '../fault.ts';
import { laneCalls, laneReferences } from '../inputs/lanes.ts';
import type { CallsRow } from '../row.ts';
import { mayBeBetter } from '../verdict/sighting.ts';
import { inputAt } from '../verdict/sight-at.ts';
import { countViolation, offer } from '../verdict/tally.ts';
import { judgedSight, sightingOfTwo } from '../verdict/two.ts';

/** A result does not depend on where its input stands: what it gives alone it must give everywhere. */
export const lanes: CallsRow<'lanes'> = {
  form: 'calls',
  fixedInputs: false,
  isOfPlace: true,
  *judge(clause, { request, depth, seed }) {
    const alone: number[] = [];
    for (const inputs of laneReferences(request)) {
      const y = yield* ask([clause], inputs);
      if (y === undefined) return;
      alone.push(y[0] ?? NaN);
    }
    for (const { inputs, offset, members } of laneCalls(request, depth, seed)) {
      const y = yield* ask([clause], inputs, offset);
      if (y === undefined) return;
      const { length } = y;
      for (const [index, got] of y.entries()) {
        clause.tally.tested++;
        const before = alone[members[index] ?? 0] ?? NaN;
        if (Object.is(got, before)) continue;
        countViolation(clause.tally);
        const at = inputAt(inputs, index, offset);
        // The shortest call is the simplest witness.
        const rank = -length;
        if (!mayBeBetter(clause.tally.best, rank, request.dtype, at.xBits, at.dyBits)) continue;
        const sights = [judgedSight(request, at, got), judgedSight(request, at, before)] as const;
        offer(clause.tally, sightingOfTwo(request.dtype, ...sights, { rank }));
      }
    }
  },
  mutants: (_, { request: { dtype } }) => [
    {
      fault: 'the last lane of odd lengths from 3 on is one float off',
      break: (right) => (x, dy) => {
        const y = right(x, dy);
        const last = x.length - 1;
        const value = y[last] ?? NaN;
        if (x.length > 1 && x.length % 2 === 1 && Number.isFinite(value))
          y[last] = nudge(dtype, value, 1);
        return y;
      },
    },
    {
      fault: 'a NaN turns its neighbour of the same four lanes into NaN',
      break: (right) => (x, dy) => {
        const y = right(x, dy);
        for (let index = 0; index + 1 < x.length; index += 4)
          if (Number.isNaN(x[index])) y[index + 1] = NaN;
        return y;
      },
    },
  ],
};
