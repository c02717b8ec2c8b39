import type { KernelRequest } from '@rectify/backend';
import { bitsIn, floatTypes } from '@rectify/float';
import { askOnce, type Conversation } from './conversation.ts';
import type { Inputs, Place } from './inputs/calls.ts';
import { type Shows, shortestCall } from './shortest-call.ts';
import type { Grid } from './sweep/blocks.ts';
import type { GridResult } from './sweep/judge.ts';
import type { Sight, Sighting } from './verdict/sighting.ts';
import type { Tally } from './verdict/tally.ts';

const onlyWithin = 'only within a longer call, not for this input alone';
const unwritable = 'only within the very call that it was seen in, which no shorter one stands for';
const notAgain = 'seen once, and not again, neither for this input alone nor in the same call';

function aloneOf({ dtype, pass }: KernelRequest, { xBits, dyBits }: Sight): Inputs {
  const { ofBits } = floatTypes[dtype].arrays;
  const dy = pass === 'vjp' ? ofBits(dyBits ?? bitsIn(dtype, 1)) : undefined;
  return { dtype, x: ofBits(xBits), dy };
}

/** Bits of what comes back at a place. */
function* bitsFrom({ inputs, index, offset }: Place): Conversation<number | bigint | undefined> {
  const y = yield* askOnce(inputs, offset);
  return typeof y === 'string' ? undefined : bitsIn(inputs.dtype, y[index] ?? NaN);
}

/** Whether the same comes back again. */
const showsAgain = ({ gotBits }: Sight): Shows =>
  function* (place) {
    return (yield* bitsFrom(place)) === gotBits;
  };

/** Whether so many of the same calls give different results. */
const showsChange = (calls: number): Shows =>
  function* (place) {
    const first = yield* bitsFrom(place);
    for (let call = 1; call < calls; call++)
      if ((yield* bitsFrom(place)) !== first) return first !== undefined;
    return false;
  };

/** The calls that an input may have been seen in, besides the one that it remembers. */
export type PlacesOf = (sight: Sight) => Iterable<Place>;

/** Where an input shows what was seen: alone (null), or in the shortest call that is found; or a note of why it cannot be said. */
function* laneOf(
  request: KernelRequest,
  sight: Sight,
  shows: Shows,
  placesOf: PlacesOf,
): Conversation<Sight['lane'] | string> {
  if (yield* shows({ inputs: aloneOf(request, sight), index: 0, offset: 0 })) return null;
  for (const place of sight.place === undefined ? placesOf(sight) : [sight.place])
    if (yield* shows(place)) return (yield* shortestCall(place, shows)) ?? unwritable;
  return notAgain;
}

/** Finds out how a witness is to be seen again: its inputs alone, or the least call that each needs. */
function* again(
  request: KernelRequest,
  sighting: Sighting,
  placesOf: PlacesOf,
): Conversation<Sighting> {
  const { calls, other } = sighting;
  const shows = calls > 1 ? showsChange(calls) : showsAgain(sighting);
  const lane = yield* laneOf(request, sighting, shows, placesOf);
  const lost = { ...sighting, reproduces: false };
  if (typeof lane === 'string') return { ...lost, note: lane };
  // Of several same calls the other is the same input.
  if (other === null || calls > 1)
    return { ...sighting, lane, note: sighting.note ?? (lane && onlyWithin) };
  const beside = yield* laneOf(request, other, showsAgain(other), placesOf);
  if (typeof beside === 'string') return { ...lost, lane, note: beside };
  return { ...sighting, lane, other: { ...other, lane: beside } };
}

/** Makes of a witness one that can be seen again, by as little as will do. */
export function* shrink(
  request: KernelRequest,
  tally: Tally,
  placesOf: PlacesOf = () => [],
): Conversation<void> {
  if (tally.best !== null) tally.best = yield* again(request, tally.best, placesOf);
}

/** The same for the witnesses that a grid found. */
export function* shrinkGrid({ plan, placesOf }: Grid, result: GridResult): Conversation<void> {
  const judged = [...plan.elements, ...plan.pairs].map(({ id }) => id);
  for (const id of [...judged, ...plan.ofPlace]) {
    const tally = result.tallies.get(id);
    if (tally !== undefined) yield* shrink(plan.context.request, tally, placesOf);
  }
}
