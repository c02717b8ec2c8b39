import { bitsAt } from '@rectify/float';
import type { Inputs } from '../inputs/calls.ts';
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

/** An input of a call. */
export function inputAt({ x, dy }: Inputs, index: number): Pick<Sight, 'xBits' | 'dyBits'> {
  return { xBits: bitsAt(x, index), dyBits: dy === undefined ? null : bitsAt(dy, index) };
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
  const { xBits, dyBits } = inputAt(inputs, index);
  if (!mayBeBetter(tally.best, rank, inputs.dtype, xBits, dyBits)) return;
  const sight = sightOf(inputs.dtype, xBits, dyBits, result);
  offer(tally, sightingOf(inputs.dtype, sight, { ...said, rank }));
}
