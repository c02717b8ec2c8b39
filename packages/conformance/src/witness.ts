import { bitsOf, formatHex } from '@rectify/float';
import type { Sighting } from './tally.ts';
import type { Witness } from './types.ts';

/** float32 as lower-case hex bits of full width. */
export function hexOf(value: number): string {
  return formatHex('float32', bitsOf(value));
}

export function witnessOf(sighting: Sighting, lane: Witness['lane']): Witness {
  return {
    x: formatHex('float32', sighting.xBits),
    dy: sighting.dy === null ? null : hexOf(sighting.dy),
    got: hexOf(sighting.got),
    due: sighting.due === null ? null : hexOf(sighting.due),
    ulp: sighting.ulp,
    lane,
    note: sighting.note,
  };
}
