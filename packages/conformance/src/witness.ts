import { bitsOf, formatHex } from '@rectify/float';
import type { Sighting } from './tally.ts';
import type { Witness } from './types.ts';

/** float32 as lower-case hex bits of full width. */
export function hexOf(value: number): string {
  return formatHex('float32', bitsOf(value));
}

export function witnessOf(sighting: Sighting, lane: Witness['lane']): Witness {
  const hex = (bits: number): string => formatHex('float32', bits);
  const { xBits, dyBits, gotBits, dueBits, ulp, note } = sighting;
  return {
    x: hex(xBits),
    dy: dyBits === null ? null : hex(dyBits),
    got: hex(gotBits),
    due: dueBits === null ? null : hex(dueBits),
    ulp,
    lane,
    note,
  };
}
