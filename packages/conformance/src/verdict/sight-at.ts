import { bitsAt } from '@rectify/float';
import type { Inputs, Place } from '../inputs/calls.ts';
import {
  mayBeBetter,
  rankOf,
  type Result,
  type Said,
  type Sight,
  sightingOf,
  sightOf,
} from './sighting.ts';
import { countViolation, offer, type Tally } from './tally.ts';

/** An input with where it stands. */
export interface PlacedInput extends Pick<Sight, 'xBits' | 'dyBits'> {
  readonly place: Place;
}

/** An input of a call. */
export function inputAt(inputs: Inputs, index: number, offset = 0): PlacedInput {
  const { x, dy } = inputs;
  const dyBits = dy === undefined ? null : bitsAt(dy, index);
  return { xBits: bitsAt(x, index), dyBits, place: { inputs, index, offset } };
}

/** Counts a violation at element `index` of a call beside the grid, and keeps it as the witness if it is the best. */
export function sightAt(
  tally: Tally,
  inputs: Inputs,
  index: number,
  result: Result,
  said: Partial<Said> = {},
): void {
  const { rank = rankOf(result.ulp) } = said;
  countViolation(tally, result.ulp);
  const { xBits, dyBits, place } = inputAt(inputs, index);
  if (!mayBeBetter(tally.best, rank, inputs.dtype, xBits, dyBits)) return;
  const sight = sightOf(inputs.dtype, xBits, dyBits, result, place);
  offer(tally, sightingOf(inputs.dtype, sight, { ...said, rank }));
}
