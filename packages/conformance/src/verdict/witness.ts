import { type AnyBits, type DType, formatHex } from '@rectify/float';
import type { OtherResult, Witness } from '@rectify/record';
import type { Sight, Sighting } from './sighting.ts';

function shown(dtype: DType, sight: Sight): Omit<OtherResult, 'lane'> {
  const hex = (bits: AnyBits): string => formatHex(dtype, bits);
  const { xBits, dyBits, gotBits, dueBits, ulp } = sight;
  return {
    x: hex(xBits),
    dy: dyBits === null ? null : hex(dyBits),
    got: hex(gotBits),
    due: dueBits === null ? null : hex(dueBits),
    ulp,
  };
}

function otherOf(dtype: DType, other: Sight): OtherResult {
  const { lane } = other;
  return { ...shown(dtype, other), ...(lane === null ? {} : { lane }) };
}

export function witnessOf(dtype: DType, sighting: Sighting): Witness {
  const { lane, note, other, calls, reproduces } = sighting;
  return {
    ...shown(dtype, sighting),
    lane,
    note,
    ...(other === null ? {} : { other: otherOf(dtype, other) }),
    ...(calls === 1 ? {} : { calls }),
    ...(reproduces ? {} : { reproduces }),
  };
}
