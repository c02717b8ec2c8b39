/** float32 values as the hex bits that cases are written in. */
export const positiveZero = '0x00000000';
export const negativeZero = '0x80000000';
export const zeros: readonly string[] = [positiveZero, negativeZero];
export const one = '0x3f800000';
export const minusOne = '0xbf800000';
export const half = '0x3f000000';
export const quarter = '0x3e800000';
export const positiveInfinity = '0x7f800000';
export const negativeInfinity = '0xff800000';
export const greatest = '0x7f7fffff';
export const leastSubnormal = '0x00000001';
