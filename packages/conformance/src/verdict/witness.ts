import { type AnyBits, type DType, formatHex } from '@rectify/float';
import type { Witness } from '@rectify/record';
import type { Sighting } from './tally.ts';

export function witnessOf(dtype: DType, sighting: Sighting, lane: Witness['lane']): Witness {
  const hex = (bits: AnyBits): string => formatHex(dtype, bits);
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
