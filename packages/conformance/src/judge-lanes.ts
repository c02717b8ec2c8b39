import { ask, type Asked } from './ask.ts';
import { laneCalls, laneReferences } from './lanes.ts';
import type { Case } from './state.ts';
import { sightAt } from './tally.ts';
import type { Depth, KernelRequest } from './types.ts';

/** Judges that a result does not depend on where its input stands: what it gives alone it must give everywhere. */
export function* judgeLanes(
  request: KernelRequest,
  one: Case,
  depth: Depth,
  seed: number,
): Asked<void> {
  const alone: number[] = [];
  for (const inputs of laneReferences(request)) {
    const y = yield* ask([one], inputs);
    if (y === undefined) return;
    alone.push(y[0] ?? NaN);
  }
  const note = 'due is what the same input gives alone';
  for (const { inputs, offset, members } of laneCalls(request, depth, seed)) {
    const y = yield* ask([one], inputs, offset);
    if (y === undefined) return;
    const { length } = y;
    for (const [index, got] of y.entries()) {
      one.tally.tested++;
      const due = alone[members[index] ?? 0] ?? NaN;
      if (Object.is(got, due)) continue;
      // The shortest call is the simplest witness.
      if (one.lane === null || length < one.lane.length) one.lane = { length, index, offset };
      sightAt(one.tally, inputs, index, { got, due, rank: -length, note });
    }
  }
}
